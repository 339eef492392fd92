import type { Duplex } from 'node:stream'
import type { Cancel, Clock, Log } from '../../../environment.ts'
import { parseFinal, type AtAnswer } from './answer.ts'
import { createTokenizer } from './tokenizer.ts'
import { announcedLength, isAnnouncedPdu, isUrc, opensText, type Urc } from './urc.ts'

const ESCAPE = '\u001b'
const CTRL_Z = '\u001a'
const DEFAULT_TIMEOUT_MS = 5_000
const PROMPT_TIMEOUT_MS = 10_000
const SYNC_TIMEOUT_MS = 1_500
const SYNC_ATTEMPTS = 5
const MOST_LINES = 4_000
const LONGEST_TEXT = 2_000
/** What carries the PIN, however it is typed, and where the modem repeats it. */
const SECRETS = /^(AT.*?\+(?:CPIN2?|CLCK|CPWD) *=).*/is

/** One command, without its line end. */
export interface AtCommand {
  readonly text: string
  /** Milliseconds to the final answer, or with a PDU from the moment it has left; 5 s unless told. */
  readonly timeoutMs?: number
  /** An OK counts only after a line that begins so: it cannot be the late OK of something before. */
  readonly expects?: string
  /** Written after the prompt, with Ctrl-Z. */
  readonly pdu?: string
  /** What the PDU waits for after the prompt; where it is refused, the prompt is left again with ESC. */
  readonly clearance?: Promise<boolean> | undefined
}

/** What a channel needs and whom it tells. */
export interface AtChannelOptions {
  readonly stream: Duplex
  readonly clock: Clock
  readonly log: Log
  onUrc(urc: Urc): void
  /** Everything that is said, for the log that a person can look at; a PIN is left out. */
  onExchange?(direction: 'sent' | 'received', text: string): void
  /** Once, when the link is gone, unless `close` was called. */
  onClosed(reason: string): void
}

interface Pending {
  readonly command: AtCommand
  readonly asked: string | undefined
  readonly lines: string[]
  stage: 'answer' | 'prompt' | 'held' | 'data' | 'withdrawn'
  settle(answer: AtAnswer): void
}

/** The first command on a link, and the first after one that was not answered. */
const SYNC: AtCommand = { text: 'AT+CMGF?', expects: '+CMGF:', timeoutMs: SYNC_TIMEOUT_MS }

/**
 * A conversation with a modem: one command in flight, the rest waits. After a command without an answer, and
 * at the start, it first gets the modem out of a half-written PDU and drops whatever is still being said, so
 * that no late answer is ever taken for that of another command.
 */
export class AtChannel {
  readonly #options: AtChannelOptions
  readonly #waiting: Pending[] = []
  readonly #feed: (chunk: string) => void
  #current: Pending | undefined
  #cancelTimer: Cancel | undefined
  #announced: { readonly line: string; readonly length: number } | undefined
  #unfinished: string | undefined
  #syncAttempts = SYNC_ATTEMPTS
  #isClosed = false

  constructor(options: AtChannelOptions) {
    this.#options = options
    this.#feed = createTokenizer({
      isPromptWanted: () => this.#current?.stage === 'prompt',
      onPrompt: () => this.#takePrompt(),
      onLine: line => this.#takeLine(line),
    })
    const { stream } = options
    stream.on('data', (chunk: Buffer) => this.#feed(chunk.toString('latin1')))
    stream.on('error', error => this.#lose(error.message))
    stream.on('end', () => this.#lose('the other side hung up'))
    stream.on('close', () => this.#lose('the port was closed'))
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Runs a command in its turn; never rejects. */
  run(command: AtCommand): Promise<AtAnswer> {
    return new Promise(resolve => {
      this.#waiting.push(toPending(command, resolve))
      this.#next()
    })
  }

  /**
   * Ends the conversation: everything unanswered is settled as `closed` and `onClosed` is not called. Resolves
   * when the port is free again.
   */
  close(): Promise<void> {
    const { stream } = this.#options
    this.#end()
    return new Promise(resolve => {
      if (stream.closed) return resolve()
      stream.once('close', () => resolve())
      stream.destroy()
    })
  }

  #next(): void {
    if (this.#current !== undefined) return
    if (this.#isClosed) {
      for (const pending of this.#waiting.splice(0)) pending.settle({ kind: 'closed', dataSent: false })
      return
    }
    if (this.#waiting.length === 0) return
    if (this.#syncAttempts > 0) {
      this.#write(ESCAPE)
      this.#start(toPending(SYNC, answer => this.#finishSync(answer)))
      return
    }
    const pending = this.#waiting.shift()
    if (pending !== undefined) this.#start(pending)
  }

  #start(pending: Pending): void {
    this.#current = pending
    const { pdu, timeoutMs = DEFAULT_TIMEOUT_MS, text } = pending.command
    this.#arm(pdu === undefined ? timeoutMs : PROMPT_TIMEOUT_MS)
    this.#write(`${text}\r`)
  }

  /** A refusal is an answer too, but may be that of the escape: only the last attempt takes it for its own. */
  #finishSync(answer: AtAnswer): void {
    this.#syncAttempts--
    if (answer.kind === 'ok') this.#syncAttempts = 0
    else if (answer.kind === 'timeout' && this.#syncAttempts === 0) this.#lose('the modem does not answer')
  }

  #takePrompt(): void {
    const pending = this.#current
    if (pending === undefined) return
    const { clearance } = pending.command
    if (clearance === undefined) return this.#writeData(pending)
    pending.stage = 'held'
    this.#cancelTimer?.()
    void clearance.then(isClear => {
      if (this.#current !== pending) return
      if (isClear) this.#writeData(pending)
      else this.#withdraw(pending)
    })
  }

  #withdraw(pending: Pending): void {
    pending.stage = 'withdrawn'
    this.#arm(DEFAULT_TIMEOUT_MS)
    this.#write(ESCAPE)
  }

  #writeData(pending: Pending): void {
    pending.stage = 'data'
    this.#arm(pending.command.timeoutMs ?? DEFAULT_TIMEOUT_MS)
    this.#write(`${pending.command.pdu}${CTRL_Z}`)
  }

  #takeLine(line: string): void {
    this.#tell('received', line)
    const announced = this.#announced
    if (announced !== undefined && isAnnouncedPdu(line, announced.length)) {
      this.#announced = undefined
      this.#options.onUrc({ line: announced.line, pdu: { hex: line, length: announced.length } })
      return
    }
    if (this.#unfinished !== undefined || opensText(line)) return this.#takeText(line)
    const length = announcedLength(line)
    if (length !== undefined) this.#announced = { line, length }
    else if (isUrc(line, this.#current?.asked)) this.#options.onUrc({ line })
    else if (this.#current !== undefined) this.#takeAnswer(this.#current, line)
  }

  /** An answer of the network may have several lines, which end with the closing quotation mark. */
  #takeText(line: string): void {
    const text = this.#unfinished === undefined ? line : `${this.#unfinished}\n${line}`
    const isOpen = opensText(text) && text.length < LONGEST_TEXT
    this.#unfinished = isOpen ? text : undefined
    if (!isOpen) this.#options.onUrc({ line: text })
  }

  #takeAnswer(pending: Pending, line: string): void {
    const { text, pdu, expects } = pending.command
    if (line === text || line === pdu) return
    const final = parseFinal(line)
    if (final === undefined) {
      if (pending.lines.length < MOST_LINES) pending.lines.push(line)
      return
    }
    if (final !== 'ok') return this.#settle({ kind: 'error', code: final.code })
    const isStray =
      expects !== undefined &&
      pending.stage !== 'withdrawn' &&
      !pending.lines.some(known => known.startsWith(expects))
    if (!isStray) this.#settle({ kind: 'ok', lines: pending.lines })
  }

  #arm(ms: number): void {
    this.#cancelTimer?.()
    this.#cancelTimer = this.#options.clock.after(ms, () => this.#timeOut())
  }

  #timeOut(): void {
    const pending = this.#current
    if (pending === undefined) return
    if (this.#syncAttempts === 0) this.#syncAttempts = SYNC_ATTEMPTS
    if (pending.stage === 'prompt') this.#write(ESCAPE)
    // Its name alone: what follows may be the PIN.
    const [command] = pending.command.text.split('=', 1)
    this.#options.log.warn('modem did not answer in time', { command })
    this.#settle({ kind: 'timeout', dataSent: pending.stage === 'data' })
  }

  #settle(answer: AtAnswer): void {
    const pending = this.#current
    this.#cancelTimer?.()
    this.#current = undefined
    pending?.settle(answer)
    this.#next()
  }

  #write(text: string): void {
    const { stream } = this.#options
    if (this.#isClosed || !stream.writable) return
    this.#tell('sent', text.trimEnd())
    stream.write(text, 'latin1')
  }

  #tell(direction: 'sent' | 'received', text: string): void {
    this.#options.onExchange?.(direction, text.replace(SECRETS, '$1…'))
  }

  #lose(reason: string): void {
    if (this.#isClosed) return
    this.#end()
    this.#options.stream.destroy()
    this.#options.onClosed(reason)
  }

  #end(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#settle({ kind: 'closed', dataSent: this.#current?.stage === 'data' })
  }
}

function toPending(command: AtCommand, settle: (answer: AtAnswer) => void): Pending {
  const [, asked] = /^AT(\+[A-Z]+)/.exec(command.text) ?? []
  const stage = command.pdu === undefined ? 'answer' : 'prompt'
  return { command, asked, lines: [], stage, settle }
}
