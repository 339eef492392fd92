import { usePreferredLanguages } from '@vueuse/core'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { regionalLocale } from '../../i18n/format.ts'
import type { ScheduleWords } from './describe-schedule.ts'

/** The words and the notation in which the window speaks of times. */
export function useScheduleWords(): ComputedRef<ScheduleWords> {
  const { t, locale } = useI18n()
  const preferred = usePreferredLanguages()
  return computed(() => ({
    locale: regionalLocale(locale.value, preferred.value),
    t: (key, named = {}, plural) => (plural === undefined ? t(key, named) : t(key, named, plural)),
  }))
}
