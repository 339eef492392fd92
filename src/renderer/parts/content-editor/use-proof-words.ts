import { useI18n } from 'vue-i18n'
import type { Proof } from '../../../shared/contract/proofs.ts'
import { useFormat } from '../../i18n/format.ts'

/** What a proof is called, and whose data it shows. */
export function useProofWords() {
  const { t } = useI18n()
  const format = useFormat()
  const nameOf = (name: string | null): string => name || t('content.nameless')
  return {
    title: ({ number }: Pick<Proof, 'number'>): string =>
      number === null ? t('content.proofs.copy') : t('content.proofs.number', { n: format.number(number) }),
    data({ kind, person }: Pick<Proof, 'kind' | 'person'>): string {
      if (kind === 'person') return t('content.proofs.as', { name: nameOf(person?.name ?? null) })
      return person
        ? t('content.proofs.filledFrom', { name: nameOf(person.name) })
        : t('content.proofs.ownData')
    },
  }
}
