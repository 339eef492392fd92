import { existsSync, lstatSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import {
  parseScript,
  startSimulatedModem,
  type SimulatedModem,
  type SimulatorScript,
} from '../engine/simulate.ts'
import { openPty } from '../host/open-pty.ts'
import { systemClock } from '../host/system-clock.ts'
import { systemRandom } from '../host/system-random.ts'
import { parseFaults } from './parse-faults.ts'
import { simulatorUsage } from './simulator-usage.ts'
import { whenInterrupted } from './when-interrupted.ts'

/** How long a modem that was unplugged takes to come back. */
const comesBackMs = 5_000

const options = {
  pty: { type: 'string' },
  tcp: { type: 'string' },
  latency: { type: 'string', default: '50' },
  speed: { type: 'string', default: '1' },
  pin: { type: 'string' },
  modems: { type: 'string', default: '1' },
  fault: { type: 'string', multiple: true },
  script: { type: 'string' },
  clock: { type: 'string', default: '1' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** `campanile simulator`: modems in software for other programs, until it is interrupted. */
export async function simulatorCommand(parameters: string[]): Promise<number> {
  const { values } = parseArgs({ args: parameters, options })
  if (values.help) {
    process.stdout.write(simulatorUsage)
    return 0
  }
  if ((values.pty === undefined) === (values.tcp === undefined)) {
    process.stderr.write('Say where the modem is to be found: --pty PATH or --tcp PORT; --help tells more.\n')
    return 2
  }
  const script = values.script === undefined ? undefined : readScript(values.script)
  if (typeof script === 'string') {
    process.stderr.write(script)
    return 2
  }
  // Heard from the beginning: a modem answers a moment before everything is in place.
  const interrupted = whenInterrupted()
  const count = Math.max(1, Math.trunc(readNumber(values.modems)))
  const places = Array.from({ length: count }, (_, index) => placeOf(values, { index, count }))
  const modems: SimulatedModem[] = []
  const closing: (() => Promise<void>)[] = []
  for (const [index, place] of places.entries()) {
    const cable: { comesBack?: () => void } = {}
    const modem = startModem(values, { index, script, unplugged: () => cable.comesBack?.() })
    modems.push(modem)
    closing.push(await plug(modem, place, cable))
  }
  const stopReading = readAnswers(modems)
  await interrupted
  stopReading()
  await Promise.all(closing.map(close => close()))
  return 0
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']
type Place = { readonly link: string } | { readonly port: number }

/** One modem is where it was asked for; of several each has its number after the path, or the next port. */
function placeOf(
  { pty, tcp }: Values,
  { index, count }: { readonly index: number; readonly count: number },
): Place {
  if (pty !== undefined) return { link: count === 1 ? pty : `${pty}${index}` }
  return { port: readNumber(tcp ?? '') + index }
}

function startModem(
  values: Values,
  {
    index,
    script,
    unplugged,
  }: {
    readonly index: number
    readonly script: SimulatorScript | undefined
    readonly unplugged: () => void
  },
): SimulatedModem {
  return startSimulatedModem({
    clock: systemClock,
    random: systemRandom,
    latencyMs: readNumber(values.latency),
    speed: Math.max(readNumber(values.speed), 0.001),
    clockRate: Math.max(readNumber(values.clock), 0.001),
    faults: parseFaults(values.fault ?? [], script?.faults),
    ...(script === undefined ? {} : { people: script.people }),
    ...(values.pin === undefined ? {} : { pin: values.pin }),
    ...(index === 0 ? {} : { number: index }),
    arrived: ({ recipient, text, parts }) =>
      say(JSON.stringify({ modem: index, to: recipient, text, parts })),
    unplugged,
  })
}

/** Makes a modem available; what is returned takes it away. */
async function plug(
  modem: SimulatedModem,
  place: Place,
  cable: { comesBack?: () => void },
): Promise<() => Promise<void>> {
  if ('port' in place) {
    const { address, close } = await modem.listen(place.port)
    say(`The modem answers at ${address}`)
    return close
  }
  const { link } = place
  await plugIn(modem, link)
  cable.comesBack = () => {
    say(`The modem at ${link} is unplugged`)
    systemClock.after(comesBackMs, () => void plugIn(modem, link))
  }
  return async () => {
    delete cable.comesBack
    modem.close()
    removeLink(link)
  }
}

/** A terminal's own name is another each time; the link keeps the one that was asked for. */
async function plugIn(modem: SimulatedModem, link: string): Promise<void> {
  const { path, stream } = await openPty()
  removeLink(link)
  symlinkSync(path, link)
  modem.attach(stream)
  say(`The modem answers at ${link}`)
}

/** Only a link that leads to a terminal is taken away: anything else may be a person's file. */
function removeLink(path: string): void {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
  if (isLink || !existsSync(path)) rmSync(path, { force: true })
}

/**
 * `+447700900123 Yes please` on standard input is that person writing to the (first) modem. What is returned ends it, without
 * which an open input would keep the process.
 */
function readAnswers(modems: readonly SimulatedModem[]): () => void {
  const lines = createInterface({ input: process.stdin }).on('line', line => {
    const [, sender, text] = /^(\S+)\s+(.+)$/.exec(line.trim()) ?? []
    if (sender !== undefined && text !== undefined) modems[0]?.say(sender, text)
    else if (line.trim() !== '') process.stderr.write('Write a number and a text, e.g. +447700900123 Yes.\n')
  })
  return () => {
    lines.close()
    process.stdin.destroy()
  }
}

/** The script of a file, or what is wrong with it. */
function readScript(path: string): SimulatorScript | string {
  try {
    return parseScript(readFileSync(path, 'utf8'))
  } catch (error) {
    return `The script ${path} cannot be used.\n${error instanceof Error ? error.message : String(error)}\n`
  }
}

function readNumber(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0) throw new Error(`${text} is not a number that can be used here.`)
  return value
}
