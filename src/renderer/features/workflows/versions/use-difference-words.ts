import { useI18n } from 'vue-i18n'
import type { Activity } from '../../../../shared/workflow-document.ts'
import type { DocumentDifference, SettingDifference } from '../../../../shared/workflow/compare-documents.ts'
import { nameOf } from '../activity-look.ts'

/** One value that differs, for a line of a list. */
export interface ValueWords {
  readonly name: string
  /** Null where a value is too large to be shown, such as a rule. */
  readonly before: string | null
  readonly after: string | null
}

/** Says in the chosen language what differs between two drawings. */
export interface DifferenceWords {
  readonly say: (difference: DocumentDifference, activities: ReadonlyMap<string, Activity>) => string
  /** The values that differ, for a changed activity. */
  readonly valuesOf: (difference: DocumentDifference) => readonly ValueWords[]
  /** Several differences in one line, the first of them by name. */
  readonly sum: (
    differences: readonly DocumentDifference[],
    activities: ReadonlyMap<string, Activity>,
  ) => string
}

/** How many differences a line names. */
const mostNamed = 2

/** Words for what differs between two drawings. */
export function useDifferenceWords(): DifferenceWords {
  const { t, te } = useI18n()
  const say: DifferenceWords['say'] = (difference, activities) => {
    const named = (id: string): string => {
      const activity = activities.get(id)
      return activity ? nameOf(activity, t) : id
    }
    return t(`workflows.versions.${difference.type}`, valuesIn(difference, named))
  }

  function nameOfSetting(path: readonly string[]): string {
    const known = path.toReversed().find(key => te(`workflows.versions.setting.${key}`))
    return known ? t(`workflows.versions.setting.${known}`) : path.join(' › ')
  }
  const toWords = ({ path, before, after }: SettingDifference): ValueWords => ({
    name: nameOfSetting(path),
    before: plain(before),
    after: plain(after),
  })

  return {
    say,
    valuesOf: difference => (difference.type === 'activity-changed' ? difference.settings.map(toWords) : []),
    sum(differences, activities) {
      const parts = differences.slice(0, mostNamed).map(difference => say(difference, activities))
      const more = differences.length - parts.length
      return [...parts, ...(more > 0 ? [t('workflows.versions.more', { n: more }, more)] : [])].join(' · ')
    },
  }
}

/** What the text of a difference names. */
function valuesIn(difference: DocumentDifference, named: (id: string) => string): Record<string, string> {
  if ('transition' in difference) {
    return { from: named(difference.transition.from), to: named(difference.transition.to) }
  }
  if (!('activity' in difference)) return {}
  const before = 'before' in difference ? { before: difference.before } : {}
  return { name: named(difference.activity.id), ...before }
}

function plain(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return '–'
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null
}
