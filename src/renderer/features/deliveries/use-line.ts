import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Line } from '../../../shared/contract/lines.ts'
import { UserError } from '../../../shared/errors.ts'
import { client } from '../../host.ts'
import { useNews } from '../../parts/fresh/index.ts'

/** One line, live; `gone` when it has been removed, undefined until it is known. */
export function useLine(id: () => number | undefined): Readonly<ShallowRef<Line | 'gone' | undefined>> {
  const line = shallowRef<Line | 'gone'>()
  let latest = 0

  async function load(): Promise<void> {
    const mine = ++latest
    const wanted = id()
    const found = wanted === undefined ? undefined : await ask(wanted)
    // Without an answer what was known stays: the link to the engine says for itself that it is down.
    if (mine === latest && found !== 'unanswered') line.value = found
  }

  watch(id, () => void load(), { immediate: true })
  useNews({ 'line.changed': changed => void (changed.id === id() && load()) }, () => void load())
  return line
}

async function ask(id: number): Promise<Line | 'gone' | 'unanswered'> {
  try {
    return await client.call('lines.get', { id })
  } catch (error) {
    return error instanceof UserError && error.code === 'line/not-found' ? 'gone' : 'unanswered'
  }
}
