import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { Proof, ProofSubject } from '../../../shared/contract/proofs.ts'
import { client } from '../../host.ts'

/** The proofs of a subject, kept fresh while they are looked at. */
export function useProofs(subject: () => ProofSubject, isShown: Ref<boolean>) {
  const proofs = shallowRef<readonly Proof[]>([])
  async function load(): Promise<void> {
    if (!isShown.value) return
    try {
      proofs.value = await client.call('proofs.list', { of: subject() })
    } catch {
      // The log stays as it was; the next change asks again.
    }
  }
  const isOwn = ({ id }: { readonly id: number }): boolean => proofs.value.some(proof => proof.id === id)
  const stops = [
    client.on('proofs.changed', () => void load()),
    client.on('delivery.progressed', progress => isOwn(progress) && void load()),
    client.on('delivery.changed', changed => isOwn(changed) && void load()),
  ]
  watch(isShown, load)
  onScopeDispose(() => {
    for (const stop of stops) stop()
  })
  return { proofs, load }
}
