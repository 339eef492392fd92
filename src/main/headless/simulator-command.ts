import { existsSync, lstatSync, rmSync, symlinkSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { startSimulatedModem, type SimulatedModem } from '../engine/simulate.ts'
import { openPty } from '../host/open-pty.ts'
import { systemClock } from '../host/system-clock.ts'
import { systemRandom } from '../host/system-random.ts'
import { parseFaults } from './parse-faults.ts'
import { whenInterrupted } from './when-interrupted.ts'

/** How long a modem that was unplugged takes to come back. */
const comesBackMs = 5_000

const options = {
  pty: { type: 'string' },
  tcp: { type: 'string' },
  latency: { type: 'string', default: '50' },
  speed: { type: 'string', default: '1' },
  pin: { type: 'string' },
  fault: { type: 'string', multiple: true },
} as const

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** `campanile simulator`: a modem in software for other programs, until it is interrupted. */
export async function simulatorCommand(parameters: string[]): Promise<number> {
  const { values } = parseArgs({ args: parameters, options })
  if ((values.pty === undefined) === (values.tcp === undefined)) {
    process.stderr.write('Say where the modem is to be found: --pty PATH or --tcp PORT.\n')
    return 2
  }
  const modem = startSimulatedModem({
    clock: systemClock,
    random: systemRandom,
    latencyMs: readNumber(values.latency),
    speed: Math.max(readNumber(values.speed), 0.001),
    faults: parseFaults(values.fault ?? []),
    ...(values.pin === undefined ? {} : { pin: values.pin }),
    arrived: ({ recipient, text, parts }) => say(JSON.stringify({ to: recipient, text, parts })),
    unplugged: () => values.pty !== undefined && !isOver && plugInLater(),
  })
  let isOver = false
  const plugInLater = (): void => {
    say('unplugged')
    systemClock.after(comesBackMs, () => void plugIn(modem, values.pty ?? ''))
  }
  const take = values.pty === undefined ? await listen(modem, readNumber(values.tcp ?? '')) : undefined
  if (values.pty !== undefined) await plugIn(modem, values.pty)
  readAnswers(modem)
  await whenInterrupted()
  isOver = true
  modem.close()
  await take?.()
  if (values.pty !== undefined) removeLink(values.pty)
  return 0
}

async function listen(modem: SimulatedModem, port: number): Promise<() => Promise<void>> {
  const { address, close } = await modem.listen(port)
  say(`The modem answers at ${address}`)
  return close
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

/** `+447700900123 Yes please` on standard input is that person writing to the modem. */
function readAnswers(modem: SimulatedModem): void {
  createInterface({ input: process.stdin }).on('line', line => {
    const [, sender, text] = /^(\S+)\s+(.+)$/.exec(line.trim()) ?? []
    if (sender !== undefined && text !== undefined) modem.say(sender, text)
    else if (line.trim() !== '') process.stderr.write('Write a number and a text, e.g. +447700900123 Yes.\n')
  })
}

function readNumber(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0) throw new Error(`${text} is not a number that can be used here.`)
  return value
}
