import { describe, expect, it } from 'vitest'
import { messages } from '../../src/renderer/i18n/index.ts'
import { activityDefinitions } from '../../src/shared/activities/index.ts'
import { LINE_KINDS } from '../../src/shared/lines/index.ts'

const languages = Object.entries(messages)

function textAt(tree: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((found, key) => Object(found)[key], tree)
}

/** Keys whose last parts are kinds, so that nothing in the code names them. */
const keys = [
  ...Object.keys(activityDefinitions).flatMap(kind =>
    ['name', 'hint', 'about', 'leaves', 'example'].map(part => ['workflows', 'kind', kind, part]),
  ),
  ...LINE_KINDS.flatMap(kind => [
    ['lines', 'kind', kind],
    ['lines', 'kindHint', kind],
  ]),
]

describe('every kind of activity and of line', () => {
  it.each(languages)('has its texts in %s', (_, tree) => {
    const missing = keys.filter(path => typeof textAt(tree, path) !== 'string')
    expect(missing.map(path => path.join('.'))).toEqual([])
  })
})
