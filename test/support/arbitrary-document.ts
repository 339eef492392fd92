import fc from 'fast-check'
import { activityDefinitions, type ActivityKind } from '../../src/shared/activities/index.ts'
import { documentVersion, type Activity, type WorkflowDocument } from '../../src/shared/workflow-document.ts'

const kinds = Object.keys(activityDefinitions) as ActivityKind[]
const references = fc.record(
  {
    audienceId: fc.option(fc.integer({ min: 1, max: 6 })),
    tagIds: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }),
    delivery: fc.record({ lineId: fc.option(fc.integer({ min: 1, max: 3 })) }),
    rule: fc.record({
      items: fc.array(
        fc.record({ type: fc.constant('subscription'), listId: fc.integer({ min: 1, max: 5 }) }),
        {
          maxLength: 3,
        },
      ),
    }),
  },
  { requiredKeys: [] },
)
const point = fc.record({
  x: fc.integer({ min: -5000, max: 5000 }),
  y: fc.integer({ min: -5000, max: 5000 }),
})

function activity(id: string): fc.Arbitrary<Activity> {
  return fc.constantFrom(...kinds).chain(kind =>
    fc
      .record({
        label: fc.string({ maxLength: 40, unit: 'grapheme' }),
        position: point,
        drafted: references,
        extra: fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), {
          maxKeys: 3,
        }),
        mode: fc.option(fc.constantFrom('normal', 'disabled', 'held'), { nil: undefined }),
      })
      .map(({ label, position, drafted, extra, mode }) => ({
        id,
        kind,
        version: activityDefinitions[kind].version,
        label,
        position,
        settings: { ...activityDefinitions[kind].initial, ...extra, ...drafted } as Record<string, unknown>,
        ...(mode === undefined ? {} : { mode }),
      })),
  )
}

/** Documents of every kind of activity with settings as unfinished as drafts are, references, notes and properties. */
export const arbitraryDocument: fc.Arbitrary<WorkflowDocument> = fc
  .integer({ min: 0, max: 8 })
  .chain(count => {
    const ids = Array.from({ length: count }, (_, index) => `a${index}`)
    const note = fc.record({ text: fc.string({ maxLength: 50 }), position: point })
    return fc
      .record({
        activities: fc.tuple(...ids.map(activity)),
        pairs: fc.uniqueArray(
          fc.tuple(fc.nat({ max: Math.max(0, count - 1) }), fc.nat({ max: Math.max(0, count - 1) })),
          { maxLength: count === 0 ? 0 : 10, selector: pair => pair.join(' ') },
        ),
        notes: fc.array(note, { maxLength: 3 }),
        timeZone: fc.option(fc.constant('Europe/Brussels')),
      })
      .map(({ activities, pairs, notes, timeZone }) => ({
        version: documentVersion,
        activities,
        transitions: pairs.map(([from, to]) => ({
          id: `a${from}:result:a${to}`,
          from: `a${from}`,
          outlet: 'result',
          to: `a${to}`,
        })),
        notes: notes.map((each, index) => ({ id: `n${index}`, size: { width: 100, height: 80 }, ...each })),
        settings: { timeZone },
      }))
  })
