import { UserError } from '../../shared/errors.ts'
import { connect, type Channel, type Client, type Contract } from '../../shared/rpc.ts'

/** Where a window stands with its engine. */
export type LinkState = 'connecting' | 'connected' | 'lost'

type Listener = (data: never) => void

const firstRetryMs = 500
const longestRetryMs = 5000

/** A client that outlives its channel: it connects again by itself and listens again to what was listened to. */
export class EngineLink<C extends Contract> implements Pick<Client<C>, 'call' | 'on'> {
  readonly #contract: C
  readonly #open: () => Promise<Channel>
  readonly #watchers = new Set<(state: LinkState) => void>()
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #waiting: (() => void)[] = []
  #state: LinkState = 'connecting'
  #client: Client<C> | undefined
  #retryMs = firstRetryMs

  /** @param open makes a channel; a rejected or closed one is followed by another */
  constructor(contract: C, open: () => Promise<Channel>) {
    this.#contract = contract
    this.#open = open
    void this.#join()
  }

  get state(): LinkState {
    return this.#state
  }

  /** Calls whenever the state changes; the returned function stops that. */
  onState(changed: (state: LinkState) => void): () => void {
    this.#watchers.add(changed)
    return () => this.#watchers.delete(changed)
  }

  /** The first call of a window may come before its channel; while a channel is lost, calls fail at once. */
  call: Client<C>['call'] = async (name, input) => {
    if (!this.#client && this.#state === 'connecting') {
      await new Promise<void>(resolve => this.#waiting.push(resolve))
    }
    if (!this.#client) throw new UserError('engine/disconnected')
    return this.#client.call(name, input)
  }

  on: Client<C>['on'] = (name, listener) => {
    const set = this.#listeners.get(name) ?? new Set<Listener>()
    if (!this.#listeners.has(name)) {
      this.#listeners.set(name, set)
      if (this.#client) this.#forward(this.#client, name)
    }
    set.add(listener)
    return () => set.delete(listener)
  }

  async #join(): Promise<void> {
    try {
      const client = connect(await this.#open(), this.#contract)
      this.#client = client
      client.onClose(() => this.#retry())
      for (const name of this.#listeners.keys()) this.#forward(client, name)
      this.#retryMs = firstRetryMs
      this.#become('connected')
      for (const resume of this.#waiting.splice(0)) resume()
    } catch {
      this.#retry()
    }
  }

  #forward(client: Client<C>, name: string): void {
    client.on(name, data => {
      for (const listener of this.#listeners.get(name) ?? []) listener(data as never)
    })
  }

  #retry(): void {
    this.#client = undefined
    this.#become('lost')
    for (const resume of this.#waiting.splice(0)) resume()
    setTimeout(() => void this.#join(), this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs)
  }

  #become(state: LinkState): void {
    this.#state = state
    for (const watcher of this.#watchers) watcher(state)
  }
}
