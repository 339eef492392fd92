import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Column } from '../../../../../shared/activities/define-activity.ts'
import type { ValueSource } from '../../../../../shared/activities/value-source.ts'
import { columnsBefore } from '../../../../../shared/workflow/columns.ts'
import { usePersonFields } from '../../../../parts/people-list/index.ts'
import { useWorkflow } from '../../state/use-workflow.ts'

/** One of the values that can be chosen; `value` is the key of its source. */
export interface ValueChoice {
  readonly value: string
  readonly label: string
  readonly group: string
}

/** What can be chosen before an activity: the fields of people, and the columns that they bring along. */
export interface Values {
  readonly choices: ComputedRef<readonly ValueChoice[]>
  readonly columns: ComputedRef<readonly Column[]>
  /** What a source is called, also one that is gone. */
  readonly nameOf: (source: ValueSource) => string
}

/** Follows fields and drawing. */
export function useValues(activityId: () => string): Values {
  const { t } = useI18n()
  const { document } = useWorkflow()
  const fields = usePersonFields()
  const columns = computed(() => columnsBefore(document.value, activityId()))
  const choices = computed(() => [
    ...fields.value.map(({ key, label }) => {
      return { value: keyOfSource({ from: 'field', name: key }), label, group: t('workflows.values.fields') }
    }),
    ...columns.value.map(({ name, label }) => {
      return { value: keyOfSource({ from: 'column', name }), label, group: t('workflows.values.columns') }
    }),
  ])
  const labels = computed(() => new Map(choices.value.map(({ value, label }) => [value, label])))
  const nameOf = (source: ValueSource): string =>
    labels.value.get(keyOfSource(source)) ?? t('workflows.values.gone', { name: source.name })
  return { choices, columns, nameOf }
}

/** A source as one text; a name has no colon. */
export function keyOfSource({ from, name }: ValueSource): string {
  return `${from}:${name}`
}

/** The source of a key. */
export function sourceOfKey(key: string): ValueSource {
  const [from, name = ''] = key.split(':')
  return { from: from === 'column' ? 'column' : 'field', name }
}
