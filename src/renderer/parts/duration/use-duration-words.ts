import { useI18n } from 'vue-i18n'
import type { Duration } from '../../../shared/schedule/duration.ts'
import { useFormat } from '../../i18n/format.ts'

/** Writes a length of time as it was set: "90 minutes", and not one and a half hours. */
export function useDurationWords(): (duration: Duration) => string {
  const { t } = useI18n()
  const format = useFormat()
  return ({ amount, unit }) => `${format.number(amount)} ${t(`duration.units.${unit}`, amount)}`
}
