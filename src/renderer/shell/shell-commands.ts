import { Contrast, Keyboard, Languages, Monitor, Moon, PanelLeft, Sun } from '@lucide/vue'
import type { Router } from 'vue-router'
import type { Command } from '../commands.ts'
import { sectionPath, sections } from '../feature-section.ts'
import { i18n, languages, type Language } from '../i18n/index.ts'
import { themes, type usePreferences } from '../preferences.ts'

const { t } = i18n.global
const themeIcons = { system: Monitor, light: Sun, dark: Moon, contrast: Contrast }

type Preferences = ReturnType<typeof usePreferences>

function goCommands(router: Router): readonly Command[] {
  return sections.map((section, index) => ({
    id: `go.${section.id}`,
    label: () => t(section.labelKey),
    group: () => t('app.goTo'),
    icon: section.icon,
    keys: index < 9 ? `Mod+${index + 1}` : undefined,
    run: () => router.push(sectionPath(section)),
  }))
}

function lookCommands(preferences: Preferences): readonly Command[] {
  const group = (): string => t('app.look')
  return [
    ...themes.map((theme): Command => ({
      id: `theme.${theme}`,
      label: () => t('app.useTheme', { theme: t(`settings.themes.${theme}`) }),
      group,
      icon: themeIcons[theme],
      run: () => (preferences.theme = theme),
    })),
    ...Object.entries(languages).map(([language, name]): Command => ({
      id: `language.${language}`,
      label: () => t('app.useLanguage', { language: name }),
      group,
      icon: Languages,
      run: () => (preferences.language = language as Language),
    })),
    {
      id: 'sidebar.toggle',
      label: () => t('app.toggleSidebar'),
      group,
      icon: PanelLeft,
      keys: 'Mod+B',
      run: () => (preferences.isSidebarNarrow = !preferences.isSidebarNarrow),
    },
  ]
}

/** What the palette offers on every screen: sections, theme, language, sidebar, keys. */
export function shellCommands(input: {
  readonly router: Router
  readonly preferences: Preferences
  readonly showShortcuts: () => void
}): readonly Command[] {
  const shortcuts: Command = {
    id: 'shortcuts.show',
    label: () => t('app.shortcuts'),
    group: () => t('app.help'),
    icon: Keyboard,
    keys: '?',
    run: input.showShortcuts,
  }
  return [...goCommands(input.router), ...lookCommands(input.preferences), shortcuts]
}
