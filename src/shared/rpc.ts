import type { z } from 'zod'
import { UserError, type ErrorData } from './errors.ts'
import type { UserErrorCode } from './error-codes.ts'

/** A two-way pipe of JSON-able messages: a worker port, a MessagePort, a WebSocket or a pair in memory. */
export interface Channel {
  post(message: unknown): void
  /** Sets the one receiver; messages that came earlier are handed to it first. */
  listen(receive: (message: unknown) => void): void
  onClose(closed: () => void): void
  close(): void
}

/** One call of the contract: what goes in, what comes out. */
export interface CallShape {
  readonly input: z.ZodType
  readonly output: z.ZodType
}

/** Calls that a client makes and pushes that the engine sends, each with its schema. */
export interface Contract {
  readonly calls: Readonly<Record<string, CallShape>>
  readonly pushes: Readonly<Record<string, z.ZodType>>
}

type Input<C extends Contract, K extends keyof C['calls']> = z.input<C['calls'][K]['input']>
type Parsed<C extends Contract, K extends keyof C['calls']> = z.output<C['calls'][K]['input']>
type Output<C extends Contract, K extends keyof C['calls']> = z.output<C['calls'][K]['output']>
/** What a push tells. */
export type Push<C extends Contract, K extends keyof C['pushes']> = z.output<C['pushes'][K]>

/** One function for each call; it gets checked input and may throw `UserError`. */
export type Handlers<C extends Contract> = {
  readonly [K in keyof C['calls']]: (input: Parsed<C, K>) => Output<C, K> | Promise<Output<C, K>>
}

/** Sends a push to every client that is connected. */
export type Publish<C extends Contract> = <K extends keyof C['pushes'] & string>(
  name: K,
  data: Push<C, K>,
) => void

/** The typed far side of a channel. */
export interface Client<C extends Contract> {
  /** Rejects with `UserError`, also when the channel closes before the answer (`engine/disconnected`). */
  call<K extends keyof C['calls'] & string>(name: K, input: Input<C, K>): Promise<Output<C, K>>
  /** The returned function stops listening. */
  on<K extends keyof C['pushes'] & string>(name: K, listener: (data: Push<C, K>) => void): () => void
  onClose(closed: () => void): void
  close(): void
}

interface Request {
  readonly id: number
  readonly call: string
  readonly input: unknown
}

interface Failure {
  readonly code: UserErrorCode
  readonly data: ErrorData
}

type Reply =
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly failure: Failure }
  | { readonly push: string; readonly data: unknown }

/** What `serve` tells its host about each call. */
export interface CallObserver {
  /** A bug: neither invalid input nor a `UserError`. Returns the reference that is shown to the person. */
  failed(call: string, error: unknown): string
  /** The words for an error that is not a bug though nobody threw it on purpose, e.g. a full disk. */
  explain?(error: unknown): UserError | undefined
  /** Called after every answer with how long it took. */
  answered?(call: string, ms: number): void
  now(): number
}

/** Answers the calls that arrive on a channel; input is validated before a handler sees it. */
export function serve<C extends Contract>(
  channel: Channel,
  { contract, handlers, observer }: { contract: C; handlers: Handlers<C>; observer: CallObserver },
): void {
  channel.listen(message => {
    const request = readRequest(message)
    if (!request) return
    const startedAt = observer.now()
    void answer(request).then(reply => {
      postSafely(channel, reply, request.id)
      observer.answered?.(request.call, observer.now() - startedAt)
    })
  })

  async function answer(request: Request): Promise<Reply> {
    const { id } = request
    const shape = Object.hasOwn(contract.calls, request.call) ? contract.calls[request.call] : undefined
    if (!shape) return { id, failure: { code: 'contract/unknown-call', data: { call: request.call } } }
    try {
      const parsed = shape.input.safeParse(request.input ?? {})
      if (!parsed.success) {
        const detail = describeIssue(parsed.error.issues[0])
        return { id, failure: { code: 'contract/invalid-input', data: { call: request.call, detail } } }
      }
      const handler = handlers[request.call as keyof C['calls']]
      return { id, output: (await handler(parsed.data as never)) ?? null }
    } catch (error) {
      return { id, failure: toFailure(request.call, error) }
    }
  }

  function toFailure(call: string, error: unknown): Failure {
    const known = error instanceof UserError ? error : observer.explain?.(error)
    if (known) return { code: known.code, data: known.data }
    return { code: 'engine/bug', data: { reference: observer.failed(call, error) } }
  }
}

/** A message that is no request is dropped: there is nobody to answer, and whoever sent it is not one of our clients. */
function readRequest(message: unknown): Request | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const { id, call, input } = message as Partial<Request>
  return typeof id === 'number' && typeof call === 'string' ? { id, call, input } : undefined
}

function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return ''
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message
}

/** An answer that cannot be cloned would otherwise leave its caller waiting for ever. */
function postSafely(channel: Channel, reply: Reply, id: number): void {
  try {
    channel.post(reply)
  } catch {
    channel.post({ id, failure: { code: 'engine/bug', data: { reference: 'clone' } } })
  }
}

/** Sends a push down one channel. */
export function push(channel: Channel, name: string, data: unknown): void {
  channel.post({ push: name, data })
}

/** Calls the far side of a channel with the contract's types. */
export function connect<C extends Contract>(channel: Channel, _contract: C): Client<C> {
  let nextId = 1
  let isClosed = false
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  const listeners = new Map<string, Set<(data: never) => void>>()

  channel.listen(message => {
    const reply = message as Reply
    if ('push' in reply) {
      for (const listener of listeners.get(reply.push) ?? []) listener(reply.data as never)
      return
    }
    const caller = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (!caller) return
    if ('failure' in reply) caller.reject(new UserError(reply.failure.code, reply.failure.data))
    else caller.resolve(reply.output as never)
  })
  channel.onClose(() => {
    isClosed = true
    for (const caller of waiting.values()) caller.reject(new UserError('engine/disconnected'))
    waiting.clear()
  })

  return {
    call(name, input) {
      if (isClosed) return Promise.reject(new UserError('engine/disconnected'))
      const id = nextId++
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        channel.post({ id, call: name, input })
      })
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener))
      return () => set.delete(listener)
    },
    onClose: closed => channel.onClose(closed),
    close: () => channel.close(),
  }
}

/** Two channels joined in memory; messages are copied as a port would, and arrive in a later microtask. */
export function channelPair(): readonly [Channel, Channel] {
  const left = memoryEnd()
  const right = memoryEnd()
  left.join(right)
  right.join(left)
  return [left, right]
}

function memoryEnd(): Channel & { join(other: { deliver(message: unknown): void; ended(): void }): void } & {
  deliver(message: unknown): void
  ended(): void
} {
  let far: { deliver(message: unknown): void; ended(): void } | undefined
  let receiver: ((message: unknown) => void) | undefined
  let closed = false
  const early: unknown[] = []
  const closers: (() => void)[] = []
  return {
    join: other => (far = other),
    deliver(message) {
      if (closed) return
      if (receiver) receiver(message)
      else early.push(message)
    },
    ended() {
      if (closed) return
      closed = true
      for (const run of closers) run()
    },
    post(message) {
      const copy = structuredClone(message)
      queueMicrotask(() => far?.deliver(copy))
    },
    listen(receive) {
      receiver = receive
      for (const message of early.splice(0)) receive(message)
    },
    onClose: run => void closers.push(run),
    close() {
      far?.ended()
      this.ended()
    },
  }
}
