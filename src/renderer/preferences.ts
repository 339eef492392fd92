import { useLocalStorage, useMediaQuery, usePreferredLanguages } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, watchEffect } from 'vue'
import { desktop } from './host.ts'
import { detectLanguage, i18n, isLanguage, type Language } from './i18n/index.ts'

/** The themes to choose from; `contrast` is high contrast in the system's light or dark. */
export const themes = ['system', 'light', 'dark', 'contrast'] as const

/** A choice of theme. */
export type Theme = (typeof themes)[number]

/** What a person prefers on this machine: kept in the browser's storage, not in the workspace. */
export const usePreferences = defineStore('preferences', () => {
  const theme = useLocalStorage<Theme>('theme', 'system')
  const language = useLocalStorage<Language | 'system'>('language', 'system')
  const isSidebarNarrow = useLocalStorage('sidebar-narrow', false)
  const lastPath = useLocalStorage('last-path', '')

  const preferred = usePreferredLanguages()
  const wantsContrast = useMediaQuery('(prefers-contrast: more)')
  const shownLanguage = computed(() =>
    isLanguage(language.value) ? language.value : detectLanguage(preferred.value),
  )
  const hasContrast = computed(
    () => theme.value === 'contrast' || (theme.value === 'system' && wantsContrast.value),
  )

  /** Keeps the page in step with the choices; called once at start. */
  function follow(): void {
    const root = document.documentElement
    watchEffect(() => {
      const scheme = theme.value === 'contrast' ? 'system' : theme.value
      root.dataset['theme'] = scheme
      root.dataset['contrast'] = hasContrast.value ? 'more' : 'normal'
      void desktop.setTheme(scheme)
    })
    watchEffect(() => {
      i18n.global.locale.value = shownLanguage.value
      root.lang = shownLanguage.value
      void desktop.setLanguage(shownLanguage.value)
    })
  }

  return { theme, language, shownLanguage, isSidebarNarrow, lastPath, follow }
})
