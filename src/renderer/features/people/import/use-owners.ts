import { shallowRef, watch, type ShallowRef } from 'vue'
import type { z } from 'zod'
import type { importCalls } from '../../../../shared/contract/imports.ts'
import { client } from '../../../host.ts'

/** Somebody who has a number already. */
export type NumberOwner = z.output<(typeof importCalls)['imports.owners']['output']>[number]

/** Who has the shown numbers already, by number; nobody until that is known, and where it cannot be. */
export function useOwners(
  phones: () => readonly string[],
): Readonly<ShallowRef<ReadonlyMap<string, NumberOwner>>> {
  const owners = shallowRef<ReadonlyMap<string, NumberOwner>>(new Map())
  let latest = 0
  async function find(asked: readonly string[]): Promise<void> {
    const mine = ++latest
    try {
      const found = asked.length > 0 ? await client.call('imports.owners', { phones: [...asked] }) : []
      if (mine === latest) owners.value = new Map(found.map(owner => [owner.phone, owner]))
    } catch {
      if (mine === latest) owners.value = new Map()
    }
  }
  watch(
    () => JSON.stringify(phones().slice(0, 100)),
    asked => void find(JSON.parse(asked) as string[]),
    {
      immediate: true,
    },
  )
  return owners
}
