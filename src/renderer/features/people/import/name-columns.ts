import { cardColumns, type CardColumn } from '../../../../shared/card-columns.ts'
import type { Inspection } from './import-draft.ts'

const columns = new Map(
  Object.entries(cardColumns).map(([column, name]) => [name as string, column as CardColumn]),
)

/**
 * Contacts and lists of numbers come without names of their own for their columns, so they get those of the person's
 * language, as do the new fields that they go to.
 * @param word the word for a column
 */
export function nameColumns(inspection: Inspection, word: (column: CardColumn) => string): Inspection {
  const { format } = inspection.reading
  if (format !== 'vcard' && format !== 'numbers') return inspection
  const translate = (name: string): string => {
    const [, base = name, number = ''] = /^(.*?)( \d+)?$/.exec(name) ?? []
    const column = columns.get(base)
    return column ? `${word(column)}${number}` : name
  }
  return {
    ...inspection,
    columns: inspection.columns.map(({ header, target, ...rest }) => ({
      ...rest,
      header: translate(header),
      target: target.to === 'new-field' ? { ...target, label: translate(target.label) } : target,
    })),
  }
}
