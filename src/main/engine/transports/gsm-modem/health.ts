import type { LineHealth } from '../transport.ts'
import { findInfo, type AtAnswer } from './at/answer.ts'
import type { AtChannel, AtCommand } from './at/at-channel.ts'

/** Registered at home or roaming, also for SMS alone or with CSFB not preferred (3GPP TS 27.007 §7.2). */
const REGISTERED = new Set([1, 5, 6, 7, 9, 10])
const STRONGEST_RSSI = 31

/** Scanning for operators can make a modem slow to answer. */
const OPERATOR_TIMEOUT_MS = 15_000

/** Asks for what changes while a modem runs: registration, signal and operator. Never rejects. */
export async function readHealth(channel: AtChannel): Promise<LineHealth> {
  const registration = await channel.run({ text: 'AT+CREG?', expects: '+CREG:' })
  // On 4G alone the circuit-switched side may say no while messages go through.
  const hasNone = parseRegistration(registration) !== true
  const packet = hasNone ? await channel.run({ text: 'AT+CEREG?', expects: '+CEREG:' }) : undefined
  const signal = await channel.run({ text: 'AT+CSQ', expects: '+CSQ:' })
  const operator = await channel.run({ text: 'AT+COPS?', expects: '+COPS:', timeoutMs: OPERATOR_TIMEOUT_MS })
  return {
    ...present('registered', eitherOf(parseRegistration(registration), packet && parseRegistration(packet))),
    ...present('signal', parseSignal(signal)),
    ...present('operator', quoted(findInfo(operator, '+COPS:'))),
  }
}

/** Asks for what stays: who made the modem, which SIM is in it, its service centre. Never rejects. */
export async function readIdentity(channel: AtChannel): Promise<LineHealth> {
  const manufacturer = await readWord(channel, 'AT+CGMI')
  const model = await readWord(channel, 'AT+CGMM')
  const firmware = await readWord(channel, 'AT+CGMR')
  const imei = await readWord(channel, 'AT+CGSN')
  const imsi = await readWord(channel, 'AT+CIMI')
  const centre = await channel.run({ text: 'AT+CSCA?', expects: '+CSCA:' })
  return {
    ...present('manufacturer', manufacturer),
    ...present('model', model),
    ...present('firmware', firmware),
    ...present('imei', digits(imei)),
    ...present('imsi', digits(imsi)),
    ...present('serviceCentre', quoted(findInfo(centre, '+CSCA:'))),
  }
}

/** Signal in percent of `+CSQ`; undefined when the modem does not know (3GPP TS 27.007 §8.5). */
export function parseSignal(answer: AtAnswer): number | undefined {
  const rssi = Number.parseInt(findInfo(answer, '+CSQ:') ?? '', 10)
  return rssi >= 0 && rssi <= STRONGEST_RSSI ? Math.round((rssi * 100) / STRONGEST_RSSI) : undefined
}

/** Whether `+CREG` or `+CEREG` says that the network has the modem; `+CREG: n,stat` when asked. */
export function parseRegistration(answer: AtAnswer): boolean | undefined {
  const said = findInfo(answer, '+CREG:') ?? findInfo(answer, '+CEREG:')
  const state = Number.parseInt(said?.split(',')[1] ?? '', 10)
  return Number.isNaN(state) ? undefined : REGISTERED.has(state)
}

/** The same when it is said unasked, as `+CREG: stat`; undefined for any other line. */
export function parseRegistrationNews(line: string): boolean | undefined {
  const [, state] = /^\+CREG: *(\d+)(?:,|$)/.exec(line) ?? []
  return state === undefined ? undefined : REGISTERED.has(Number(state))
}

function eitherOf(first: boolean | undefined, second: boolean | undefined): boolean | undefined {
  return first === true || second === undefined ? first : second
}

async function readWord(channel: AtChannel, text: AtCommand['text']): Promise<string | undefined> {
  const answer = await channel.run({ text })
  if (answer.kind !== 'ok') return undefined
  const word = answer.lines[0]
    ?.replace(/^\+[A-Z]+: */, '')
    .replaceAll('"', '')
    .trim()
  return word === '' ? undefined : word
}

function quoted(text: string | undefined): string | undefined {
  const [, inside] = /"([^"]*)"/.exec(text ?? '') ?? []
  return inside === '' ? undefined : inside
}

function digits(text: string | undefined): string | undefined {
  return text?.match(/\d{10,17}/)?.[0]
}

function present<Key extends keyof LineHealth>(key: Key, value: LineHealth[Key] | undefined): LineHealth {
  return value === undefined ? {} : { [key]: value }
}
