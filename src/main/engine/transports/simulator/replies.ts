import type { ModemState } from './modem-state.ts'

/** What one command does: an answer, or a prompt for a PDU. */
export type Reply =
  | {
      readonly kind: 'answer'
      readonly lines: readonly string[]
      readonly final: string
      /** Said a moment after the answer. */
      readonly later?: string
    }
  | { readonly kind: 'prompt'; readonly command: '+CMGS' | '+CMGW'; readonly length: number }
  | { readonly kind: 'submit'; readonly hex: string }

/** How a command is written: `=?`, `?`, `=…` or bare. */
export type Form = 'test' | 'read' | 'set' | 'run'

/** A command as parsed; parameters without their quotes. */
export interface Call {
  readonly form: Form
  readonly parameters: readonly string[]
  /** All parameters as written. */
  readonly raw: string
}

/** One command of the emulator. */
export type Command = (state: ModemState, call: Call) => Reply

/** Answers with OK after the lines. */
export function ok(...lines: string[]): Reply {
  return { kind: 'answer', lines, final: 'OK' }
}

/** Refuses with a `+CMS ERROR` (3GPP TS 27.005 §3.2.5). */
export function cmsError(number: number): Reply {
  return { kind: 'answer', lines: [], final: `+CMS ERROR: ${number}` }
}

/** Refuses with a `+CME ERROR`, which shows only when `AT+CMEE` asked for it. */
export function cmeError(state: ModemState, number: number): Reply {
  const isVerbose = (state.settings.get('+CMEE') ?? '0') !== '0'
  return { kind: 'answer', lines: [], final: isVerbose ? `+CME ERROR: ${number}` : 'ERROR' }
}

/** Refuses what the modem does not know. */
export const UNKNOWN_COMMAND: Reply = { kind: 'answer', lines: [], final: 'ERROR' }
