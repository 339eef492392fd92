import type { PersonField } from '../../../shared/contract/people.ts'
import type { Condition } from '../../../shared/rule.ts'
import { fieldLabel } from './field-words.ts'

type Translate = (key: string) => string

/** What a line can be about: a field by its key, anything else by a name that no field can have. */
export type Topic = string

const kinds = {
  ':number': 'number',
  ':tag': 'tag',
  ':audience': 'audience',
  ':subscription': 'subscription',
  ':suppressed': 'suppressed',
  ':blocked': 'blocked',
  ':delivery': 'delivery',
  ':reply': 'reply',
  ':click': 'click',
  ':import': 'import',
} as const
type Kind = (typeof kinds)[keyof typeof kinds]

/** What a line is about. */
export function topicOf(condition: Condition): Topic {
  return condition.type === 'field' ? condition.field : `:${condition.type}`
}

/** The kind of line of a topic; undefined for a field. */
export function kindOf(topic: Topic): Kind | undefined {
  return (kinds as Readonly<Record<string, Kind>>)[topic]
}

/** The topics that there are something to choose from in, under the heads of their groups. */
export function topicChoices(
  fields: readonly PersonField[],
  { offered, t }: { readonly offered: (kind: Kind) => boolean; readonly t: Translate },
): { value: Topic; label: string; group: string }[] {
  const others = Object.entries(kinds).filter(([, kind]) => offered(kind))
  return [
    ...fields.map(field => ({
      value: field.key,
      label: fieldLabel(field, t),
      group: t('ruleBuilder.group.field'),
    })),
    ...others.map(([value, kind]) => ({
      value,
      label: t(`ruleBuilder.topic.${kind}`),
      group: t(`ruleBuilder.group.${kind}`),
    })),
  ]
}
