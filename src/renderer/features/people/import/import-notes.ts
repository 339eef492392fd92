import type { Import } from '../../../../shared/contract/imports.ts'
import type { Format } from '../../../i18n/format.ts'

/** One line about the rows of an import. */
export interface ImportNote {
  readonly key: string
  readonly count: string
  readonly title: string
  readonly text?: string
  readonly to?: string
  readonly link?: string
}

interface Words {
  readonly t: (key: string, named: Record<string, unknown>, plural: number) => string
  readonly format: Pick<Format, 'number' | 'list'>
}

/** What is worth knowing besides the counts; nothing where nothing happened. */
export function listNotes(current: Import, { t, format }: Words): readonly ImportNote[] {
  const note = (kind: string, count: number, named: Readonly<Record<string, string>> = {}) => ({
    key: `${kind} ${named['field'] ?? ''}`,
    count: format.number(count),
    title: t(`people.imports.note.${kind}.title`, named, count),
    text: t(`people.imports.note.${kind}.text`, named, count),
  })
  const counted = (['repaired', 'otherColumn', 'lostNumber', 'otherName'] as const).flatMap(kind =>
    current[kind] > 0 ? [note(kind, current[kind])] : [],
  )
  const problems = current.problems.map(({ label, type, count, samples }) => {
    const lines = samples.map(({ line, value }) =>
      t('people.imports.note.sample', { line: format.number(line), value }, 1),
    )
    const named = { field: label, type: t(`people.import.type.${type}`, {}, 1), samples: lines.join(' · ') }
    return note('problem', count, named)
  })
  const choices = current.newChoices.map(({ label, count, values }) => ({
    ...note('choices', count, { field: label, values: values.join(', ') }),
    to: '/people/fields',
    link: t('people.imports.note.choices.link', {}, 1),
  }))
  return [...counted, ...problems, ...choices]
}
