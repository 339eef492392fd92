import { expect, it } from 'vitest'
import { messages, type Language } from '../../../../src/renderer/i18n/index.ts'

type Tree = { readonly [key: string]: string | Tree }

function textAt(language: Language, path: string): string {
  let found: string | Tree | undefined = messages[language]
  for (const key of path.split('.')) found = typeof found === 'object' ? found[key] : undefined
  return typeof found === 'string' ? found : expect.fail(`no ${path} in ${language}`)
}

it.each(Object.keys(messages) as Language[])(
  'in %s an execution is called the same wherever it is named',
  language => {
    const box = textAt(language, 'deliveries.series.showExecutions')
    expect(textAt(language, 'deliveries.compare.noSeriesText')).toContain(box)
    const name = textAt(language, 'deliveries.series.deliveries')
    expect(textAt(language, 'deliveries.list.kind.execution')).toBe(name)
  },
)
