import { z } from 'zod'
import { audienceKinds, audienceOrigins } from '../audience-kind.ts'
import { ruleSchema, setOperations } from '../rule.ts'
import { call, done, fieldKey, id, instant, job, nothing } from './feature.ts'
import { personSchema, selectionSchema } from './people.ts'

export const audienceSchema = z.object({
  id,
  name: z.string(),
  kind: z.enum(audienceKinds),
  /** Of a query, who is in it; of a list, who will be in it once it is refreshed. */
  rule: ruleSchema,
  /** What fills a list: its rule, whoever chose its people by hand, or a workflow that saved it; `filledBy` is that workflow, null once it is gone. */
  origin: z.enum(audienceOrigins),
  filledBy: z.object({ workflowId: id, name: z.string() }).nullable(),
  /** When a list was last filled; null for a query, and for a list that was never filled. */
  refreshedAt: instant.nullable(),
  /** From then on it counts as expired: it still works, and the check of a workflow warns. */
  expiresAt: instant.nullable(),
  /** When a run of a workflow last took people from it. */
  lastUsedAt: instant.nullable(),
  /** Workflows whose document names this audience. */
  usedBy: z.array(z.object({ workflowId: id, name: z.string() })),
  /** Audiences whose rule names this audience. */
  usedByAudiences: z.array(z.object({ audienceId: id, name: z.string() })),
  /** Rules of deliveries that name this audience. */
  usedByRules: z.array(z.object({ ruleId: id, name: z.string() })),
  updatedAt: instant,
})
export type Audience = z.infer<typeof audienceSchema>

const named = { name: z.string().trim().min(1).max(200), expiresAt: instant.nullable().optional() }

/** One line of a rule for one person: whether it holds, null where it is not finished. Groups hold their lines. */
export interface Explanation {
  readonly holds: boolean | null
  readonly items?: Explanation[] | undefined
}
const explanationSchema: z.ZodType<Explanation, Explanation> = z.object({
  holds: z.boolean().nullable(),
  items: z.array(z.lazy(() => explanationSchema)).optional(),
})

export const audienceCalls = {
  'audiences.list': call(nothing, z.array(audienceSchema)),
  'audiences.get': call(z.object({ id }), audienceSchema),
  /** Creates a query without an id, changes either kind with one. The members of a list stay until it is refreshed. */
  'audiences.save': call(z.object({ id: id.optional(), rule: ruleSchema, ...named }), audienceSchema),
  /** Makes a list of whoever matches the rule now. */
  'audiences.freeze': call(z.object({ rule: ruleSchema, ...named }), audienceSchema),
  /** Makes a list of several audiences as they are now; an exclusion takes the others away from the first. */
  'audiences.combine': call(
    z.object({ operation: z.enum(setOperations), audienceIds: z.array(id).min(2).max(20), ...named }),
    audienceSchema,
  ),
  /** Fills a list anew from its rule; refused with `audience/filled-by-workflow` where it comes from one. */
  'audiences.refresh': call(
    z.object({ id }),
    z.object({ audience: audienceSchema, added: z.number(), removed: z.number() }),
  ),
  /** Puts people into a list; with a name, into a new one that is made for them. A refresh keeps them. */
  'audiences.addPeople': call(
    z.object({
      audience: z.union([z.object({ id }), z.object({ name: named.name })]),
      selection: selectionSchema,
      job,
    }),
    z.object({ audience: audienceSchema, changed: z.number(), isWhole: z.boolean() }),
  ),
  /** Takes people out of a list. Who matches its rule comes back with the next refresh. */
  'audiences.removePeople': call(
    z.object({ id, selection: selectionSchema, job }),
    z.object({ audience: audienceSchema, changed: z.number(), isWhole: z.boolean() }),
  ),
  /** The same again under another name; a list with the same members. */
  'audiences.duplicate': call(z.object({ id, name: named.name }), audienceSchema),
  'audiences.remove': call(z.object({ id }), done),
  /** The exact number of people that a rule matches, with some of them. */
  'audiences.count': call(
    z.object({ rule: ruleSchema, samples: z.number().int().min(0).max(50).default(10) }),
    z.object({ count: z.number(), samples: z.array(personSchema) }),
  ),
  /** Why a person is in or out: every line of the rule by itself, in the order in which the rule has them. */
  'audiences.explain': call(z.object({ personId: id, rule: ruleSchema }), explanationSchema),
  /** Values that a field really has, most frequent first, for suggestions. */
  'audiences.values': call(
    z.object({ field: fieldKey, startsWith: z.string().max(100).default('') }),
    z.array(z.object({ value: z.string(), count: z.number() })),
  ),
} as const

export const audiencePushes = { 'audiences.changed': done } as const
