import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  applyPatch,
  documentPatchSchema,
  patchBetween,
} from '../../../../src/shared/workflow/document-patch.ts'
import type { WorkflowDocument } from '../../../../src/shared/workflow-document.ts'

const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const position = fc.record({ x: fc.integer({ min: 0, max: 2 }), y: fc.constant(0) })
const activities = fc.uniqueArray(
  fc.record(
    {
      id: ids,
      kind: fc.constant('sms'),
      version: fc.constant(1),
      label: fc.constantFrom('One', 'Two'),
      position,
      settings: fc.constantFrom<Record<string, unknown>>({}, { a: 1 }, { a: { b: null } }),
      mode: fc.constantFrom('disabled' as const, 'held' as const),
    },
    { requiredKeys: ['id', 'kind', 'version', 'label', 'position', 'settings'] },
  ),
  { selector: ({ id }) => id },
)
const notes = fc.uniqueArray(
  fc.record({
    id: ids,
    text: fc.constantFrom('', 'Why'),
    position,
    size: fc.constant({ width: 1, height: 1 }),
  }),
  { selector: ({ id }) => id, minLength: 1 },
)
const documents: fc.Arbitrary<WorkflowDocument> = fc.record(
  {
    version: fc.constant(1 as const),
    activities,
    transitions: fc.constantFrom([], [{ id: 'a:sent:b', from: 'a', outlet: 'sent', to: 'b' }]),
    notes,
    settings: fc.constantFrom({ historyDays: 3 }, { personLimit: null, mostErrors: 2 }),
  },
  { requiredKeys: ['version', 'activities', 'transitions'] },
)

test('A patch between two documents makes the second of the first, also after it was written and read', () => {
  fc.assert(
    fc.property(documents, documents, (from, to) => {
      const patch = documentPatchSchema.parse(JSON.parse(JSON.stringify(patchBetween(from, to))))
      expect(applyPatch(from, patch)).toEqual(to)
    }),
  )
})

test('Between the same documents there is nothing', () => {
  fc.assert(
    fc.property(documents, document => {
      expect(patchBetween(document, structuredClone(document))).toEqual({})
    }),
  )
})
