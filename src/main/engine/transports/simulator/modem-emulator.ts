import type { Duplex } from 'node:stream'
import { setImmediate as afterThisTurn } from 'node:timers'
import type { Clock, Random } from '../../environment.ts'
import { PduError } from '../gsm-modem/pdu/pdu-error.ts'
import { decodeSubmit, type SubmitFields } from '../gsm-modem/pdu/submit.ts'
import { runLine } from './commands.ts'
import type { FaultScript, SubmitFault } from './faults.ts'
import { createIndications, type Indications } from './indications.ts'
import { createModemState, type ModemIdentity, type ModemState } from './modem-state.ts'
import type { Network, NetworkAccess } from './network.ts'
import { cmsError, type Reply } from './replies.ts'

const ESCAPE = '\u001b'
const CTRL_Z = '\u001a'
const INVALID_PDU = 304
const MEMORY_FULL = 322
const NO_NETWORK = 331
/** Reports of most people have come by then. */
const LATE_ANSWER_MS = 2_000
const STRANGER = '+447700900998'
const REFERENCES = 256
/** More than this is the fault of a busy machine and not of the timer. */
const MOST_LATE_MS = 2
/** Characters that a cable holds. */
const MOST_UNREAD = 1_000_000

/** What an emulated modem is made of. */
export interface ModemEmulatorOptions {
  readonly network: Network
  readonly clock: Clock
  /** Milliseconds that the network takes to accept a part. */
  readonly latencyMs: number
  readonly pin?: string
  readonly identity?: ModemIdentity
  readonly faults?: FaultScript
  /** For latencies at random. */
  readonly random?: Random
  /** Called when the cable has come out. */
  unplugged?(): void
}

type Entry = {
  readonly command: '+CMGS' | '+CMGW'
  readonly length: number
  readonly fault: SubmitFault | undefined
}

/**
 * A GSM modem at the other end of a stream: answers AT commands as 3GPP TS 27.005 and 27.007 ask, with the
 * habits that real ones have. It outlives its cable, as a modem does: a program that comes back finds it as
 * the last one left it, in the middle of a PDU if need be.
 */
export class ModemEmulator {
  readonly #options: ModemEmulatorOptions
  readonly #state: ModemState
  readonly #access: NetworkAccess
  readonly #indications: Indications
  #stream: Duplex | undefined
  #input = ''
  #entry: Entry | undefined
  #isBusy = false
  #isListenedTo = false
  #submits = 0
  #reference = 0
  #lateMs = 0

  constructor(options: ModemEmulatorOptions) {
    this.#options = options
    this.#state = createModemState(options, options.faults)
    this.#indications = createIndications(this.#state, {
      canSay: () => this.#isListenedTo,
      say: text => this.#write(text),
    })
    this.#access = options.network.join({
      receive: message => this.#indications.message(message),
      report: report => this.#indications.report(report),
    })
  }

  /** Plugs a cable in; one that was plugged in before is pulled out. */
  attach(stream: Duplex): void {
    this.detach()
    this.#stream = stream
    const leave = (): void => {
      if (this.#stream === stream) this.detach()
    }
    stream.on('data', (chunk: Buffer) => {
      if (this.#stream === stream) this.#take(chunk.toString('latin1'))
    })
    stream.on('end', leave).on('close', leave).on('error', leave)
  }

  /** Pulls the cable out. */
  detach(): void {
    this.#isListenedTo = false
    const stream = this.#stream
    this.#stream = undefined
    if (stream === undefined) return
    stream.destroy()
    this.#options.unplugged?.()
  }

  #take(chunk: string): void {
    this.#input += chunk
    while (!this.#isBusy && (this.#entry === undefined ? this.#takeCommand() : this.#takePdu(this.#entry)));
  }

  /** Takes one command line out of the input; false when there is none yet. */
  #takeCommand(): boolean {
    const end = this.#input.indexOf('\r')
    if (end < 0) return false
    const line = this.#input.slice(0, end)
    this.#input = this.#input.slice(end + 1)
    if (this.#state.echo) this.#write(`${line}\r`)
    // Escapes and Ctrl-Z outside of a prompt mean nothing; noise may come before the `AT`.
    const [, command] = /AT(.*)$/is.exec(line.replaceAll(ESCAPE, '').replaceAll(CTRL_Z, '')) ?? []
    if (command !== undefined) this.#run(command.trim())
    return true
  }

  #run(command: string): void {
    const reply = runLine(this.#state, command)
    if (reply.kind === 'prompt') return this.#prompt(reply)
    if (reply.kind === 'submit') return this.#submit('+CMSS', reply.hex, undefined)
    this.#answer(reply)
    if (/\+CNMA/i.test(command)) this.#indications.acknowledge()
    if (!/\+(CNMI|CMGD|CSMS)/i.test(command)) return
    this.#isListenedTo ||= /\+CNMI=\d/i.test(command)
    this.#indications.flush()
  }

  #prompt({ command, length }: Extract<Reply, { kind: 'prompt' }>): void {
    const { faults } = this.#options
    const fault = command === '+CMGS' ? faults?.submit?.(++this.#submits) : undefined
    if (fault === 'vanish-before-prompt') return this.detach()
    if (fault === 'no-prompt') return
    const open = (): void => {
      this.#entry = { command, length, fault }
      this.#write('\r\n> ')
    }
    if (faults?.promptDelayMs === undefined) open()
    else this.#after(faults.promptDelayMs, open)
  }

  /** Takes a PDU out of the input; false while it is not complete. */
  #takePdu(entry: Entry): boolean {
    // oxlint-disable-next-line no-control-regex
    const end = this.#input.search(/[\x1a\x1b]/)
    if (end < 0) return false
    const hex = this.#input.slice(0, end).replace(/\s/g, '')
    const isAborted = this.#input.charAt(end) === ESCAPE
    this.#input = this.#input.slice(end + 1)
    this.#entry = undefined
    if (this.#state.echo) this.#write(hex)
    if (isAborted) this.#write('\r\nOK\r\n')
    else if (entry.command === '+CMGW') this.#store(hex, entry)
    else this.#submit('+CMGS', hex, entry)
    return true
  }

  #store(hex: string, { length }: Entry): void {
    if (readSubmit(hex, length) === undefined) return this.#answer(cmsError(INVALID_PDU))
    const index = this.#state.memories.store(this.#state.selected[1], { status: 2, hex, length })
    if (index === undefined) return this.#answer(cmsError(MEMORY_FULL))
    this.#write(`\r\n+CMGW: ${index}\r\n\r\nOK\r\n`)
  }

  #submit(command: string, hex: string, entry: Entry | undefined): void {
    const part = readSubmit(hex, entry?.length)
    if (part === undefined) return this.#answer(cmsError(INVALID_PDU))
    const fault = entry?.fault ?? this.#options.faults?.recipient?.(part.recipient)
    if (fault === 'vanish-unsent') return this.detach()
    this.#work(() => {
      if (typeof fault === 'object') return this.#answer(cmsError(fault.cms))
      if (this.#state.network !== 'home') return this.#answer(cmsError(NO_NETWORK))
      const reference = this.#reference
      const answer = this.#access.submit(part, reference)
      if (answer.kind === 'refused') return this.#answer(cmsError(answer.cms))
      this.#reference = (reference + 1) % REFERENCES
      if (fault === 'vanish-after-data') return this.detach()
      if (fault === 'stranger-report') this.#reportStranger(reference)
      const say = (): void => this.#write(`\r\n${command}: ${reference}\r\n\r\nOK\r\n`)
      if (fault === 'answer-late') this.#after(LATE_ANSWER_MS, say)
      else if (fault !== 'answer-lost') say()
    })
  }

  #pickLatency(): number {
    const { faults, latencyMs, random } = this.#options
    const [least, most] = faults?.latencyMs ?? [latencyMs, latencyMs]
    return Math.round(least + (random?.next() ?? 0) * (most - least))
  }

  #reportStranger(reference: number): void {
    const now = this.#options.clock.now()
    this.#indications.report({
      reference,
      recipient: STRANGER,
      takenAt: now,
      dischargedAt: now,
      status: 0x00,
    })
  }

  /**
   * Takes as long over a part as was asked for, on average, what is done at the end of it included: by what one took too
   * long the next one is earlier.
   */
  #work(done: () => void): void {
    const { clock } = this.#options
    const latencyMs = this.#pickLatency()
    const begunAt = clock.now()
    this.#after(Math.max(0, latencyMs - this.#lateMs), () => {
      done()
      const lateMs = this.#lateMs + clock.now() - begunAt - latencyMs
      this.#lateMs = Math.max(0, Math.min(lateMs, MOST_LATE_MS))
    })
  }

  #answer(reply: Reply): void {
    if (reply.kind !== 'answer') return
    const lines = reply.lines.length === 0 ? '' : `\r\n${reply.lines.join('\r\n')}\r\n`
    this.#write(`${lines}\r\n${reply.final}\r\n`)
    if (reply.later !== undefined) this.#write(`\r\n${reply.later}\r\n`)
  }

  /** Does something after a while in which nothing that is typed gets an answer. */
  #after(ms: number, run: () => void): void {
    this.#isBusy = true
    const finish = (): void => {
      this.#isBusy = false
      run()
      this.#take('')
    }
    // Even an instant answer lets the event loop turn, as a real port does: in memory a sender could starve it.
    if (ms === 0) afterThisTurn(finish)
    else this.#options.clock.after(ms, finish)
  }

  #write(text: string): void {
    const stream = this.#stream
    // Where nobody reads, as on a terminal that no program has open, the modem talks to itself.
    if (stream === undefined || !stream.writable || stream.writableLength > MOST_UNREAD) return
    const { chatter = 0, chunkSize } = this.#options.faults ?? {}
    const said = '\r\n^RSSI: 17\r\n'.repeat(chatter) + text
    const size = chunkSize ?? said.length
    for (let at = 0; at < said.length; at += size) stream.write(said.slice(at, at + size), 'latin1')
  }
}

/** Reads a PDU whose octets after the service centre must be as many as were announced. */
function readSubmit(hex: string, length: number | undefined): SubmitFields | undefined {
  try {
    const centre = Number.parseInt(hex.slice(0, 2), 16)
    if (length !== undefined && hex.length / 2 - 1 - centre !== length) return undefined
    return decodeSubmit(hex)
  } catch (error) {
    if (error instanceof PduError) return undefined
    throw error
  }
}
