import type { Encoding } from '../../../../shared/sms/encoding.ts'
import { chooseCoding } from '../../../../shared/sms/choose-coding.ts'
import { splitText } from '../../../../shared/sms/split-text.ts'
import type { Cancel, Clock, Random } from '../../environment.ts'
import type { DeliverFields } from '../gsm-modem/pdu/deliver.ts'
import type { StatusReportFields } from '../gsm-modem/pdu/status-report.ts'
import type { SubmitFields } from '../gsm-modem/pdu/submit.ts'
import { behaviourOf, createPopulation, DELIVERED, type Behaviour, type Population } from './people.ts'

/** Milliseconds from delivery to an answer. */
const REPLY_BETWEEN = [300, 1500] as const

/** One part as the network got it. */
export interface ArrivedPart {
  readonly recipient: string
  readonly text: string
  readonly encoding: Encoding
  /** The modem's message reference. */
  readonly reference: number
  readonly index: number
  readonly of: number
  readonly at: number
}

/** A message of which every part arrived, in the order of the last parts. */
export interface ArrivedMessage {
  readonly recipient: string
  readonly text: string
  readonly parts: number
  readonly at: number
}

/** Everything that ever arrived; refused parts are not in it. */
export interface Journal {
  readonly parts: readonly ArrivedPart[]
  readonly messages: readonly ArrivedMessage[]
}

/** A modem on the network. */
export interface Subscriber {
  receive(message: DeliverFields): void
  report(report: StatusReportFields): void
}

/** What the network says to a part. */
export type SubmitAnswer =
  | { readonly kind: 'taken' }
  | {
      readonly kind: 'refused'
      /** Number of the `+CMS ERROR`. */
      readonly cms: number
    }

/** A modem's way into the network. */
export interface NetworkAccess {
  submit(part: SubmitFields, reference: number): SubmitAnswer
}

/** A simulated mobile network with the people on it. */
export interface Network {
  readonly journal: Journal
  join(subscriber: Subscriber): NetworkAccess
  /** A person writes on their own account, to whoever wrote to them last; else to the modem that joined first. */
  say(sender: string, text: string): void
  /** Nobody receives or answers anything any more. */
  close(): void
}

/** What a network needs. */
export interface NetworkOptions {
  readonly clock: Clock
  readonly random: Random
  /** How much faster than life people are; 1 unless told. */
  readonly speed?: number
  /** Whether arrivals are remembered, which takes memory for each; yes unless told. */
  readonly keepsJournal?: boolean
  /** Who has which number; by their last digits unless told. */
  readonly population?: Population
  /** Called as the network has taken a message whole; what is returned, as the phone has it, if it ever does. */
  arrived?(message: ArrivedMessage): (() => void) | undefined
  /** Called as a person writes. */
  answered?(sender: string, text: string): void
}

/** A network on which nothing has happened yet. */
export function createNetwork(options: NetworkOptions): Network {
  const journal = { parts: new Array<ArrivedPart>(), messages: new Array<ArrivedMessage>() }
  const timeline = createTimeline(options)
  const correspondents = new Map<string, Subscriber>()
  const subscribers: Subscriber[] = []
  const answers = { next: 0 }
  const population = options.population ?? createPopulation()
  function write(subscriber: Subscriber, sender: string, text: string): void {
    const reference = answers.next++ & 0xff
    options.answered?.(sender, text)
    deliver(subscriber, { sender, text }, { reference, sentAt: options.clock.now() })
  }
  return {
    journal,
    join(subscriber) {
      const inbox = createInbox(options, journal)
      subscribers.push(subscriber)
      return {
        submit(part, reference) {
          const behaviour = behaviourOf(population.kindOf(part.recipient))
          if (behaviour.refusal !== undefined) return { kind: 'refused', cms: behaviour.refusal }
          correspondents.set(part.recipient, subscriber)
          const whole = inbox.take(part, reference)
          const last = planReports({ part, reference, behaviour, subscriber }, timeline)
          if (whole === undefined) return { kind: 'taken' }
          if (whole.received && canReceive(behaviour)) timeline.after(last, whole.received)
          const { reply } = behaviour
          const answer = (): void => write(subscriber, part.recipient, reply ?? '')
          if (reply !== undefined) timeline.after(last + timeline.pick(REPLY_BETWEEN), answer)
          return { kind: 'taken' }
        },
      }
    },
    say(sender, text) {
      const subscriber = correspondents.get(sender) ?? subscribers[0]
      if (subscriber !== undefined) write(subscriber, sender, text)
    },
    close: () => timeline.close(),
  }
}

function canReceive({ reports }: Behaviour): boolean {
  return reports.at(-1)?.status === DELIVERED
}

interface Timeline {
  /** A random number of milliseconds between two, at the speed of these people. */
  pick(between: readonly [number, number]): number
  now(): number
  after(ms: number, run: () => void): void
  close(): void
}

function createTimeline({ clock, random, speed = 1 }: NetworkOptions): Timeline {
  const planned = new Set<Cancel>()
  return {
    pick: ([least, most]) => Math.round((least + random.next() * (most - least)) / speed),
    now: () => clock.now(),
    after(ms, run) {
      const cancel = clock.after(ms, () => {
        planned.delete(cancel)
        run()
      })
      planned.add(cancel)
    },
    close() {
      for (const cancel of planned) cancel()
      planned.clear()
    },
  }
}

interface Taken {
  readonly part: SubmitFields
  readonly reference: number
  readonly behaviour: Behaviour
  readonly subscriber: Subscriber
}

/** Plans the reports of a part and returns in how many milliseconds the last one comes. */
function planReports({ part, reference, behaviour, subscriber }: Taken, timeline: Timeline): number {
  const takenAt = timeline.now()
  let last = 0
  for (const { status, between } of behaviour.reports) {
    const after = timeline.pick(between)
    last = Math.max(last, after)
    if (!part.wantsReport) continue
    timeline.after(after, () =>
      subscriber.report({
        reference,
        recipient: part.recipient,
        takenAt,
        dischargedAt: timeline.now(),
        status,
      }),
    )
  }
  return last
}

interface Inbox {
  /** Remembers a part; undefined unless it made its message whole. */
  take(part: SubmitFields, reference: number): { readonly received: (() => void) | undefined } | undefined
}

/** Puts messages together as a phone does: by recipient, concatenation reference and count. */
function createInbox(
  { clock, keepsJournal = true, arrived }: NetworkOptions,
  journal: { readonly parts: ArrivedPart[]; readonly messages: ArrivedMessage[] },
): Inbox {
  const partials = new Map<string, (string | undefined)[]>()

  function assemble({ recipient, text, concatenation }: SubmitFields): readonly (string | undefined)[] {
    if (concatenation === undefined) return [text]
    const key = `${recipient} ${concatenation.reference} ${concatenation.of}`
    const texts = partials.get(key) ?? Array.from<string | undefined>({ length: concatenation.of })
    texts[concatenation.index - 1] = text
    if (texts.includes(undefined)) partials.set(key, texts)
    else partials.delete(key)
    return texts
  }

  return {
    take(part, reference) {
      const texts = assemble(part)
      const isWhole = !texts.includes(undefined)
      const { recipient, text, encoding, concatenation } = part
      const at = clock.now()
      const message = { recipient, text: texts.join(''), parts: texts.length, at }
      if (keepsJournal) {
        const { index, of } = concatenation ?? { index: 1, of: 1 }
        journal.parts.push({ recipient, text, encoding, reference, index, of, at })
        if (isWhole) journal.messages.push(message)
      }
      return isWhole ? { received: arrived?.(message) } : undefined
    },
  }
}

function deliver(
  subscriber: Subscriber,
  { sender, text }: { readonly sender: string; readonly text: string },
  { reference, sentAt }: { readonly reference: number; readonly sentAt: number },
): void {
  const coding = chooseCoding(text)
  const parts = splitText(text, coding)
  for (const [position, part] of parts.entries()) {
    const concatenation = { reference, of: parts.length, index: position + 1 }
    subscriber.receive({
      sender,
      sentAt,
      ...coding,
      text: part,
      ...(parts.length > 1 ? { concatenation } : {}),
    })
  }
}
