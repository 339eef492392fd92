import { push, type Channel } from '../../shared/rpc.ts'
import type { EngineContext } from './context.ts'

type Listener = (data: never) => void

/** Tells pushes to every channel and to the parts of the engine that listen. */
export function createPublisher(channels: Iterable<Channel>): Pick<EngineContext, 'publish' | 'hear'> {
  const listeners = new Map<string, Set<Listener>>()
  return {
    publish(name, data) {
      for (const channel of channels) push(channel, name, data)
      for (const listener of listeners.get(name) ?? []) listener(data as never)
    },
    hear(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener))
      return () => set.delete(listener)
    },
  }
}
