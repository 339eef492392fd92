import { join } from 'node:path'
import { openWorkspace } from '../src/main/engine/database/open.ts'
import type { Benchmark, PhaseInput, PhaseResult } from './benchmark.ts'
import { startSimulator, type RunningSimulator } from '../test/e2e/support/simulator.ts'
import { startBenchEngine } from './support/bench-engine.ts'
import { measurePeers } from './support/measure-peers.ts'

const minuteMs = 60_000
const manyModems = 32
/** Signal and network are asked for so often. */
const pollMs = 30_000
/** It measures at any time of day. */
const settings = { lineId: null, maxParts: 2, timing: { quietHours: { kind: 'off' } } }

/** Arrivals at modems in software that other processes hold: what a person would see as sent. */
export const benchmark: Benchmark = {
  name: 'modem',
  n: 400,
  work,
}

async function work({ folder, n }: PhaseInput): Promise<PhaseResult> {
  const one = await send(folder, { modems: 1, latencyMs: 50, messages: n })
  const instant = await send(folder, { modems: 1, latencyMs: 0, messages: n * 10 })
  const many = await send(folder, { modems: manyModems, latencyMs: 50, messages: n })
  const idleCpuPercent = await idle(folder)
  return {
    seconds: one.seconds,
    perMinute50: one.perMinute,
    ofLimit50: one.perMinute / (minuteMs / 50),
    overheadMs50: minuteMs / one.perMinute - 50,
    cpuPercent50: one.cpuPercent,
    perMinute0: instant.perMinute,
    perMinute32: many.perMinute,
    of32TimesOne: many.perMinute / (manyModems * one.perMinute),
    cpuPercent32: many.cpuPercent,
    idleCpuPercent,
    ...(await measurePeers(folder)),
  }
}

interface Plan {
  readonly modems: number
  readonly latencyMs: number
  /** For each modem. */
  readonly messages: number
}

interface Rate {
  readonly seconds: number
  readonly perMinute: number
  readonly cpuPercent: number
}

/** Sends with the ledger on, each modem through a terminal of the system, and measures between first and last arrival. */
async function send(folder: string, plan: Plan): Promise<Rate> {
  const name = `${plan.modems}-${plan.latencyMs}`
  const links = join(folder, `modem-${name}-`)
  const simulator = await startSimulator(links, plan)
  const path = join(folder, `${name}.campanile`)
  fillWorkspace(path, links, plan)
  const total = plan.modems * plan.messages
  const arrivals = watchArrivals(simulator, total)
  const { stop } = startBenchEngine(path)
  const { first, last, cpu } = await arrivals
  await stop()
  simulator.stop()
  // The first message of each modem is under way before the first arrival is seen.
  const seconds = (last - first) / 1000
  const perMinute = ((total - plan.modems) * minuteMs) / (last - first)
  return { seconds, perMinute: Math.round(perMinute), cpuPercent: Math.round((cpu / (last - first)) * 100) }
}

/** What ready modems cost while nothing is sent. */
async function idle(folder: string): Promise<number> {
  const plan = { modems: manyModems, latencyMs: 0, messages: 1 }
  const links = join(folder, 'modem-idle-')
  const simulator = await startSimulator(links, plan)
  const path = join(folder, 'idle.campanile')
  fillWorkspace(path, links, plan)
  const arrivals = watchArrivals(simulator, plan.modems)
  const { stop } = startBenchEngine(path)
  await arrivals
  const before = process.cpuUsage()
  const startedAt = performance.now()
  await new Promise(resolve => setTimeout(resolve, pollMs))
  const cpu = cpuMs(before)
  const percent = (cpu * 100) / (performance.now() - startedAt)
  await stop()
  simulator.stop()
  return Math.round(percent * 100) / 100
}

interface Arrivals {
  readonly first: number
  readonly last: number
  /** Processor time of this process in between, in ms. */
  readonly cpu: number
}

function watchArrivals(simulator: RunningSimulator, total: number): Promise<Arrivals> {
  let seen = 0
  let first = 0
  let before = process.cpuUsage()
  return new Promise(resolve => {
    simulator.onArrival(({ at }) => {
      seen++
      if (seen === 1) {
        first = at
        before = process.cpuUsage()
      }
      if (seen === total) resolve({ first, last: at, cpu: cpuMs(before) })
    })
  })
}

function cpuMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** One confirmed delivery for each modem, with everything that preparation would have written. */
function fillWorkspace(path: string, links: string, { modems, messages }: Plan): void {
  const { sql, close } = openWorkspace(path)
  const line =
    sql.prepare(`INSERT INTO lines (id, name, kind, settings, price_micros, currency, is_default, created_at)
     VALUES (?, ?, 'gsm-modem', ?, 75000, 'EUR', ?, 0)`)
  const delivery = sql.prepare(
    `INSERT INTO deliveries (id, label, state, content, settings, line_id, population_id, created_at, confirmed_at)
     VALUES (?, 'Benchmark', 'sending', '{"text":""}', '${JSON.stringify(settings)}', ?, 1, 0, 1)`,
  )
  const person = sql.prepare('INSERT INTO people (id, phone, created_at, updated_at) VALUES (?, ?, 0, 0)')
  const message = sql.prepare(
    `INSERT INTO messages (delivery_id, person_id, recipient, text, encoding, parts, changed_at)
     VALUES (?, ?, ?, ?, 'gsm7', 1, 0)`,
  )
  sql.transaction(() => {
    sql.exec('INSERT INTO populations (id, count) VALUES (1, 0)')
    for (let modem = 0; modem < modems; modem++) {
      const address = modems === 1 ? links : `${links}${modem}`
      line.run(modem + 1, `Modem ${modem}`, JSON.stringify({ address, perMinute: 0 }), modem === 0 ? 1 : 0)
      delivery.run(modem + 1, modem + 1)
      for (let index = 0; index < messages; index++) {
        const id = modem * messages + index + 1
        // The last two digits are those of people who get what they are sent.
        const phone = `+4477${String(id).padStart(6, '0')}${String(index % 80).padStart(2, '0')}`
        person.run(id, phone)
        message.run(modem + 1, id, phone, `Benchmark message ${index} of thirty`)
      }
    }
    sql.exec('INSERT INTO delivery_recipients SELECT delivery_id, recipient, id FROM messages')
  })()
  close()
}
