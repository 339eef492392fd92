import { decodeGsm7, encodeGsm7 } from '../../../../shared/sms/gsm7.ts'
import type { Clock } from '../../environment.ts'
import type { AtChannel } from './at/at-channel.ts'
import { modemFailure } from './modem-failure.ts'
import { packSeptets, unpackSeptets } from './pdu/septets.ts'
import type { Quirks } from './quirks.ts'

const ANSWER_TIMEOUT_MS = 30_000
const UCS2_DCS = 72
const CARRIAGE_RETURN = 0x0d
const MORE_IS_ASKED = 1
const ENDED = 2

/** Asks the network for such things as the balance of a SIM. */
export interface UssdDesk {
  /**
   * The answer to a code such as `*100#`. Throws a SendError `modem-no-ussd` when the network gives none.
   * One question at a time; the same one asked meanwhile gets the same answer.
   */
  ask(code: string): Promise<string>
  /** Takes `+CUSD` lines; others are left alone. */
  take(line: string): void
}

/** A desk at a modem that is open. */
export function createUssdDesk(channel: AtChannel, clock: Clock, quirks: Quirks): UssdDesk {
  let answered: ((answer: UssdAnswer) => void) | undefined
  let underWay: { readonly code: string; readonly answer: Promise<string> } | undefined

  function take(line: string): void {
    const answer = parseUssd(line, quirks)
    // Some networks say first that something will come, without any text.
    if (answer !== undefined && (answer.text !== '' || answer.state === ENDED)) answered?.(answer)
  }

  async function question(code: string): Promise<string> {
    const { promise: coming, resolve } = Promise.withResolvers<UssdAnswer | undefined>()
    answered = resolve
    const asked = quirks.ussd === 'packed' ? pack(code) : code
    const sent = await channel.run({ text: `AT+CUSD=1,"${asked}",15`, timeoutMs: ANSWER_TIMEOUT_MS })
    // Some modems say the answer before the OK and not after it.
    if (sent.kind === 'ok') sent.lines.forEach(take)
    else resolve(undefined)
    const giveUp = clock.after(ANSWER_TIMEOUT_MS, () => resolve(undefined))
    const answer = await coming
    giveUp()
    answered = undefined
    // A menu stays open, and the network with it, until it is left.
    if (answer?.state === MORE_IS_ASKED) await channel.run({ text: 'AT+CUSD=2' })
    if (answer === undefined || answer.text === '') throw modemFailure('modem-no-ussd')
    return answer.text
  }

  return {
    ask(code) {
      if (underWay?.code === code) return underWay.answer
      const before = underWay?.answer
      const mine = { code, answer: inTurn(before, () => question(code)) }
      underWay = mine
      void settled(mine.answer).then(() => {
        if (underWay === mine) underWay = undefined
      })
      return mine.answer
    },
    take,
  }
}

/** Whatever came of it. */
async function settled(before: Promise<string> | undefined): Promise<void> {
  await Promise.allSettled([before])
}

async function inTurn(before: Promise<string> | undefined, run: () => Promise<string>): Promise<string> {
  if (before !== undefined) await settled(before)
  return run()
}

interface UssdAnswer {
  /** `+CUSD`'s first number: 0 done, 1 an answer is awaited, 2 ended by the network and so on. */
  readonly state: number
  readonly text: string
}

/** Reads a `+CUSD` line in any of the forms that modems give it; undefined for any other line. */
export function parseUssd(line: string, quirks: Quirks): UssdAnswer | undefined {
  const [, state, text = '', dcs = '15'] =
    /^\+CUSD: *(\d)(?: *, *"([^]*?)"(?: *, *(\d+))?)?$/.exec(line) ?? []
  return state === undefined
    ? undefined
    : { state: Number(state), text: decode(text, Number(dcs), quirks).trim() }
}

function decode(text: string, dcs: number, { ussd }: Quirks): string {
  const isHex = text.length % 2 === 0 && /^[0-9a-f]+$/i.test(text)
  if (!isHex) return text
  if (dcs === UCS2_DCS && text.length % 4 === 0) return Buffer.from(text, 'hex').swap16().toString('utf16le')
  const looksPacked = ussd === 'packed' || (text.length >= 8 && /[a-f]/i.test(text))
  return looksPacked ? unpack(text) : text
}

function pack(code: string): string {
  return Buffer.from(packSeptets(encodeGsm7(code)))
    .toString('hex')
    .toUpperCase()
}

/** A spare septet at the end is a carriage return (3GPP TS 23.038 §6.1.2.3.1). */
function unpack(hex: string): string {
  const octets = Buffer.from(hex, 'hex')
  const septets = unpackSeptets(octets, Math.floor((octets.length * 8) / 7))
  const isFilled = septets.length % 8 === 0 && (septets.at(-1) === CARRIAGE_RETURN || septets.at(-1) === 0)
  return decodeGsm7(isFilled ? septets.subarray(0, -1) : septets)
}
