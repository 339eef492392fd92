import { summaryKey as key, type Summary } from './summary-key.ts'

type Settings = Readonly<Record<string, unknown>>

/** What activities are set to that read files, give people columns and change their data. */
export const dataSummaries = {
  'load-file'({ file }: Settings): Summary {
    const name = file && typeof file === 'object' && 'name' in file ? String(file.name) : ''
    return name === '' ? key('noFile') : { kind: 'plain', text: name }
  },
  enrichment({ columns }: Settings): Summary {
    const labels = listOf(columns).flatMap(column => {
      const label = column && typeof column === 'object' && 'label' in column ? column.label : undefined
      return typeof label === 'string' && label !== '' ? [label] : []
    })
    return labels.length === 0 ? key('noColumns') : { kind: 'plain', text: labels.join(', ') }
  },
  'update-data'({ changes, addTags, removeTags }: Settings): Summary {
    const count = [changes, addTags, removeTags].reduce<number>((sum, each) => sum + listOf(each).length, 0)
    return count === 0 ? key('noChanges') : key('changes', count)
  },
} as const

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
