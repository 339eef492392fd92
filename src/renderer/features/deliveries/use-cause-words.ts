import { useI18n } from 'vue-i18n'
import type { ExclusionCause } from '../../../shared/exclusion-cause.ts'
import { isBuiltInField } from '../../../shared/person-field.ts'
import { wordName } from './word-name.ts'

/** One cause of a person, as the engine keeps it; what `detail` is depends on the cause. */
export interface CauseFact {
  readonly cause: ExclusionCause
  readonly detail: string | null
  /** Of a duplicate: who gets the message on the same number. */
  readonly other?: { readonly id: number; readonly name: string | null } | undefined
}

/** Causes in words, with what exactly is wrong. */
export function useCauseWords() {
  const { t, te } = useI18n()

  function textOr(key: string, fallback: string): string {
    return te(key) || te(key, 'en') ? t(key) : fallback
  }

  function detailWords({ cause, detail, other }: CauseFact): string {
    if (detail === null) return ''
    switch (cause) {
      case 'duplicate-number':
        return other
          ? t('deliveries.detail.duplicate', { name: wordName(other.name, t) })
          : t('deliveries.detail.duplicateId', { id: detail })
      case 'invalid-number':
        return textOr(`peopleList.problem.${detail}.label`, detail)
      case 'not-textable':
        return textOr(`peopleList.type.${detail}.label`, detail)
      case 'no-date':
      case 'required-field-empty':
        return isBuiltInField(detail) ? t(`content.fields.${detail}`) : detail
      case 'too-many-parts':
        return t('content.parts', { n: detail }, Number(detail))
      case 'render-failed':
        return t('deliveries.detail.place', placeOf(detail))
      case 'frequency-cap':
        return t('deliveries.detail.cap', capOf(detail), capOf(detail).n)
      case 'blocked':
        return textOr(`deliveries.detail.${detail}`, detail)
      case 'suppressed':
      case 'control-group':
        return ''
      default:
        return detail
    }
  }

  return (fact: CauseFact): string => {
    const name = t(`deliveries.cause.${fact.cause}.label`)
    const detail = detailWords(fact)
    return detail ? `${name}: ${detail}` : name
  }
}

/** The person who gets the message on the same number; undefined for other causes and where that person is gone. */
export function otherPerson({ cause, detail, other }: CauseFact): number | undefined {
  if (other) return other.name === null ? undefined : other.id
  return cause === 'duplicate-number' && detail !== null ? Number(detail) : undefined
}

/** A cap from `most/days`. */
function capOf(detail: string): { most: string; n: number } {
  const [most = '', days = ''] = detail.split('/')
  return { most, n: Number(days) }
}

/** A place in the text from `line:column`. */
function placeOf(detail: string): { line: string; column: string } {
  const [line = '', column = ''] = detail.split(':')
  return { line, column }
}
