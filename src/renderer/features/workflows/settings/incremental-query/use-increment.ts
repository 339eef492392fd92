import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { client } from '../../../../host.ts'

/** What an incremental query remembers, and how many are new now. */
export interface Increment {
  readonly returned: number
  readonly lastAt: number | null
  readonly fresh: number | null
}

interface Asked {
  readonly workflowId: number
  readonly activityId: string
  readonly settings: Readonly<Record<string, unknown>>
}

const debounceMs = 250

/** Follows what a query remembers while its settings are written and its workflow runs. Late answers are dropped. */
export function useIncrement(asked: () => Asked): {
  readonly increment: Readonly<ShallowRef<Increment | null>>
  readonly failure: Readonly<ShallowRef<unknown>>
  readonly renew: () => Promise<void>
} {
  const increment = shallowRef<Increment | null>(null)
  const failure = shallowRef<unknown>(null)
  let latest = 0

  async function renew(): Promise<void> {
    const mine = ++latest
    try {
      const answer = await client.call('incremental.status', asked())
      if (mine !== latest) return
      increment.value = answer
      failure.value = null
    } catch (error) {
      if (mine === latest) failure.value = error
    }
  }

  const renewSoon = useDebounceFn(renew, debounceMs, { maxWait: 2000 })
  watch(
    () => JSON.stringify(asked()),
    () => void renewSoon(),
  )
  const stops = [
    client.on('people.changed', () => void renewSoon()),
    client.on('workflow.run-changed', () => void renewSoon()),
  ]
  onScopeDispose(() => {
    latest += 1
    for (const stop of stops) stop()
  })
  void renew()
  return { increment, failure, renew }
}
