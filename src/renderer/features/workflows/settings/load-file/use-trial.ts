import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { z } from 'zod'
import type { loadFileCalls } from '../../../../../shared/contract/load-files.ts'
import { client } from '../../../../host.ts'

type Trial = NonNullable<z.output<(typeof loadFileCalls)['loadFiles.tryMatch']['output']>>

const settleMs = 300

/** Tries settings on the first rows of their file; null while they are not complete or the file cannot be read. */
export function useTrial(
  settings: () => Readonly<Record<string, unknown>>,
): Readonly<ShallowRef<Trial | null>> {
  const trial = shallowRef<Trial | null>(null)
  let latest = 0

  async function renew(): Promise<void> {
    const mine = ++latest
    // What is wrong with the file is said where it is chosen.
    const found = await client.call('loadFiles.tryMatch', { settings: settings() }).catch(() => null)
    if (mine === latest) trial.value = found
  }

  const renewSoon = useDebounceFn(renew, settleMs, { maxWait: 2000 })
  watch(
    () => JSON.stringify(settings()),
    () => void renewSoon(),
  )
  const stop = client.on('people.changed', () => void renewSoon())
  onScopeDispose(() => {
    latest += 1
    stop()
  })
  void renew()
  return trial
}
