import { onScopeDispose } from 'vue'
import type { contract } from '../../../shared/contract/index.ts'
import type { Push } from '../../../shared/rpc.ts'
import { client } from '../../host.ts'

/** The name of something that the engine tells. */
export type PushName = keyof (typeof contract)['pushes']

/** What is done when the engine tells something, by its name. */
export type Heard = { readonly [Name in PushName]?: (told: Push<typeof contract, Name>) => void }

/**
 * Hears what the engine tells as long as the scope lives.
 * @param reconnected called on each new connection: what was told in between was missed
 */
export function useNews(heard: Heard, reconnected: () => void): void {
  const stops = [
    ...(Object.keys(heard) as PushName[]).map(name => listenTo(name, heard)),
    client.onState(state => {
      if (state === 'connected') reconnected()
    }),
  ]
  onScopeDispose(() => stops.forEach(stop => stop()))
}

function listenTo(name: PushName, heard: Heard): () => void {
  const hear = heard[name] as ((told: unknown) => void) | undefined
  return client.on(name, told => hear?.(told))
}
