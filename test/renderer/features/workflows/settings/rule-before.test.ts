import { expect, test } from 'vitest'
import { ruleBefore } from '../../../../../src/renderer/features/workflows/settings/rule-before.ts'
import { createActivity } from '../../../../../src/shared/workflow/create-activity.ts'
import { everyone, inAudience } from '../../../../../src/shared/rule.ts'
import {
  emptyDocument,
  type Activity,
  type WorkflowDocument,
} from '../../../../../src/shared/workflow-document.ts'

const at = { x: 0, y: 0 }
const split = createActivity('split', { id: 's', label: '', position: at })

function before(...sources: readonly Activity[]): WorkflowDocument {
  const transitions = sources.map(({ id }) => ({ id: `${id}:result:s`, from: id, outlet: 'result', to: 's' }))
  return { ...emptyDocument, activities: [...sources, split], transitions }
}
function source(
  kind: 'build-audience' | 'read-list' | 'deduplication',
  settings: object,
  id = 'a',
): Activity {
  return { ...createActivity(kind, { id, label: '', position: at }), settings: { ...settings } }
}

test('People who come straight from a rule or a saved audience match it', () => {
  expect(ruleBefore(before(source('build-audience', { source: 'rule', rule: everyone })), 's')).toEqual(
    everyone,
  )
  const saved = source('build-audience', { source: 'audience', audienceId: 3 })
  expect(ruleBefore(before(saved), 's')).toEqual(inAudience(3))
})

test('People of a list match its filter too', () => {
  const list = source('read-list', { source: 'audience', audienceId: 3, filter: everyone })
  expect(ruleBefore(before(list), 's')?.root.items).toEqual([inAudience(3).root, everyone.root])
})

test('Where people come another way, or several ways, it cannot be told', () => {
  const rule = { source: 'rule', rule: everyone }
  expect(ruleBefore(before(), 's')).toBeUndefined()
  expect(ruleBefore(before(source('deduplication', {})), 's')).toBeUndefined()
  expect(ruleBefore(before(source('build-audience', { source: 'audience' })), 's')).toBeUndefined()
  const two = before(source('build-audience', rule), source('build-audience', rule, 'b'))
  expect(ruleBefore(two, 's')).toBeUndefined()
  const named = source('read-list', { source: 'variable', variable: 'list', filter: everyone })
  expect(ruleBefore(before(named), 's')).toBeUndefined()
})
