import { onScopeDispose } from 'vue'
import { client } from '../../host.ts'

/** What a rule can be about. */
const pushes = ['people.changed', 'audiences.changed', 'subscriptions.changed', 'clicks.recorded'] as const

/** Calls whenever people, audiences, subscriptions or clicks change, for as long as the component lives; then calls `end`. */
export function whenPeopleChange(work: () => Promise<void>, end: () => void): void {
  const stops = pushes.map(name => client.on(name, () => void work()))
  onScopeDispose(() => {
    for (const stop of stops) stop()
    end()
  })
}
