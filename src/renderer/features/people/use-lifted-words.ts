import { useI18n } from 'vue-i18n'
import { useFormat } from '../../i18n/format.ts'
import { useToasts } from '../../ui/index.ts'

/** Tells how many numbers of an act may be texted again, and how many are kept because their owners opted out. */
export function useLiftedWords(): (lifted: { readonly removed: number; readonly optedOut: number }) => void {
  const { t } = useI18n()
  const format = useFormat()
  const { show } = useToasts()
  return ({ removed, optedOut }) => {
    const text =
      optedOut > 0 ? t('people.suppression.stay', { n: format.number(optedOut) }, optedOut) : undefined
    show({ title: t('people.suppression.lifted', { n: format.number(removed) }, removed), text })
  }
}
