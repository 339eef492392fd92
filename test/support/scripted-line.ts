import type { OpenTransport } from '../../src/main/engine/lines/create-lines.ts'
import type {
  AcceptedPart,
  OutgoingMessage,
  SendOutcome,
  Transport,
  TransportEvents,
} from '../../src/main/engine/transports/transport.ts'
import { SendError } from '../../src/shared/errors.ts'
import { codingAs } from '../../src/shared/sms/choose-coding.ts'
import { splitText } from '../../src/shared/sms/split-text.ts'

/** One call of `send`, to be answered by the test or by the script. */
export interface ScriptedSend {
  readonly message: OutgoingMessage
  readonly isAnswered: boolean
  /** The network takes one part. */
  take(index: number, reference?: string): void
  /** Takes the first part that is missing, if there is one. */
  takeNext(): void
  /** Takes all parts that are missing, and answers. */
  accept(): void
  answer(outcome: SendOutcome): void
}

/** A way out that does what a test says; everything that leaves is kept. */
export interface ScriptedLine {
  readonly open: OpenTransport
  /** Every send, in order. */
  readonly sends: ScriptedSend[]
  /** Every part that the network took. */
  readonly parts: { readonly messageId: number; readonly index: number; readonly reference: string }[]
  /** What happens at each send: by default all is accepted at once. */
  onSend(script: (send: ScriptedSend) => void): void
  /** Errors that the next openings fail with; opens when there is none left. */
  readonly openErrors: Error[]
  /** How often it was tried to open. */
  readonly openings: number
  readonly isOpen: boolean
  readonly events: TransportEvents
  /** The link dies; sends without an answer get `outcome`. */
  drop(outcome: SendOutcome): void
}

/** The link is gone and nothing has left. */
export const lineClosed: SendOutcome = {
  kind: 'refused',
  error: new SendError('line-closed', { retry: { kind: 'later' }, blame: 'network' }),
}

/** A scripted line; `window` messages may be under way at once. */
export function createScriptedLine(window = 1): ScriptedLine {
  const sends: ScriptedSend[] = []
  const parts: { messageId: number; index: number; reference: string }[] = []
  const openErrors: Error[] = []
  const unanswered = new Set<(outcome: SendOutcome) => void>()
  let script = (send: ScriptedSend): void => send.accept()
  let reference = 0
  let openings = 0
  let current: TransportEvents | undefined

  function send(message: OutgoingMessage, onPart: (part: AcceptedPart) => void): Promise<SendOutcome> {
    return new Promise(resolve => {
      const of = splitText(message.text, codingAs(message.text, message.encoding)).length
      const missing = new Set(Array.from({ length: of }, (_, position) => position + 1))
      for (const index of message.acceptedParts) missing.delete(index)
      const scripted = {
        message,
        isAnswered: false,
        answer(outcome: SendOutcome) {
          scripted.isAnswered = true
          unanswered.delete(scripted.answer)
          resolve(outcome)
        },
        take(index: number, named = String(reference++ % 256)) {
          missing.delete(index)
          parts.push({ messageId: message.messageId, index, reference: named })
          onPart({ index, of, reference: named })
        },
        takeNext() {
          for (const index of missing) return scripted.take(index)
        },
        accept() {
          for (const index of missing) scripted.take(index)
          scripted.answer({ kind: 'accepted' })
        },
      }
      unanswered.add(scripted.answer)
      sends.push(scripted)
      script(scripted)
    })
  }

  return {
    sends,
    parts,
    openErrors,
    get openings() {
      return openings
    },
    get isOpen() {
      return current !== undefined
    },
    get events() {
      if (!current) throw new Error('the line is not open')
      return current
    },
    onSend: next => (script = next),
    drop(outcome) {
      const events = current
      current = undefined
      events?.closed('dropped')
      for (const answer of unanswered) answer(outcome)
    },
    async open(_kind, _settings, { events }): Promise<Transport> {
      openings++
      const error = openErrors.shift()
      if (error) throw error
      current = events
      const close = async (): Promise<void> => {
        current = undefined
        for (const answer of unanswered) answer(lineClosed)
      }
      return { window, send, close }
    },
  }
}
