import { onScopeDispose } from 'vue'
import { client } from '../../host.ts'

/** Calls whenever people or audiences change, for as long as the component lives; then calls `end`. */
export function whenPeopleChange(work: () => Promise<void>, end: () => void): void {
  const stops = (['people.changed', 'audiences.changed'] as const).map(name =>
    client.on(name, () => void work()),
  )
  onScopeDispose(() => {
    for (const stop of stops) stop()
    end()
  })
}
