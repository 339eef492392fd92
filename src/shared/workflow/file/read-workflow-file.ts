import { z } from 'zod'
import { activityDefinitions, isActivityKind } from '../../activities/index.ts'
import { UserError } from '../../errors.ts'
import {
  activitySchema,
  documentVersion,
  emptyDocument,
  noteSchema,
  transitionSchema,
  workflowDocumentSchema,
  type WorkflowDocument,
} from '../../workflow-document.ts'
import { writeCanonical } from './canonical-json.ts'
import {
  referencesSchema,
  workflowFileFormat,
  workflowFileVersion,
  type PortableWorkflow,
} from './workflow-file.ts'

/**
 * Why a file can only be looked at: it was written by a newer program, or it holds activities or details that this one
 * does not know and would lose.
 */
export const readOnlyReasons = ['newer-format', 'unknown-activities', 'unknown-details'] as const
export type ReadOnlyReason = (typeof readOnlyReasons)[number]

/** A file that was understood; with a reason, only in part: then its text has to be kept as it is. */
export interface ReadWorkflow extends PortableWorkflow {
  readonly readOnly: ReadOnlyReason | null
}

const head = z.object({ format: z.literal(workflowFileFormat), version: z.number().int().positive() })
const name = z.string().trim().min(1).max(200)
const whole = z.object({ name, document: workflowDocumentSchema, references: referencesSchema.default({}) })

/**
 * Understands the text of a workflow file.
 * @throws UserError `workflow-file/damaged`, `workflow-file/other-format`, `workflow-file/faulty`
 */
export function readWorkflowFile(text: string): ReadWorkflow {
  const value = parse(text)
  // Nobody draws so deep; what reads it would run out of room.
  if (isDeeperThan(mostDepth, value)) throw new UserError('workflow-file/faulty', { place: '–' })
  const known = head.safeParse(value)
  if (!known.success) throw new UserError('workflow-file/other-format')
  if (known.data.version > workflowFileVersion || isNewerDocument(value)) return readInPart(value)
  const read = whole.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new UserError('workflow-file/faulty', { place: (issue?.path ?? []).join('.') || '–' })
  }
  refuseTwins(read.data.document)
  return { ...read.data, readOnly: reasonAgainst(value, { ...known.data, ...read.data }) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
  } catch {
    throw new UserError('workflow-file/damaged')
  }
}

/** Rules in rules, and what stands around them. */
const mostDepth = 200

function isDeeperThan(depth: number, value: unknown): boolean {
  let level: readonly unknown[] = [value]
  for (let deep = 0; level.length > 0; deep += 1) {
    if (deep > depth) return true
    level = level.flatMap(each => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
  return false
}

function isNewerDocument(value: unknown): boolean {
  const version = z.object({ document: z.object({ version: z.number() }) }).safeParse(value)
  return version.success && version.data.document.version > documentVersion
}

function refuseTwins({ activities, transitions, notes = [] }: WorkflowDocument): void {
  const lists = { activities, transitions, notes }
  for (const [list, items] of Object.entries(lists)) {
    const twin = items.findIndex(({ id }, index) => items.findIndex(other => other.id === id) < index)
    if (twin >= 0) throw new UserError('workflow-file/faulty', { place: `document.${list}.${twin}.id` })
  }
}

function reasonAgainst(value: unknown, read: { readonly document: WorkflowDocument }): ReadOnlyReason | null {
  if (read.document.activities.some(isUnknown)) return 'unknown-activities'
  const said = { references: {}, ...(value as object) }
  return writeCanonical(read) === writeCanonical({ ...said, name: String(Reflect.get(said, 'name')).trim() })
    ? null
    : 'unknown-details'
}

function isUnknown({ kind, version }: { readonly kind: string; readonly version: number }): boolean {
  return !isActivityKind(kind) || version > activityDefinitions[kind].version
}

/** What can be shown of a file that was written by a newer program. */
function readInPart(value: unknown): ReadWorkflow {
  const { document } = z.object({ document: z.unknown() }).parse(value)
  const loose = z
    .object({
      activities: z.array(z.unknown()).catch([]),
      transitions: z.array(z.unknown()).catch([]),
      notes: z.array(z.unknown()).catch([]),
    })
    .catch({ activities: [], transitions: [], notes: [] })
    .parse(document)
  return {
    name: z.object({ name }).safeParse(value).data?.name ?? '–',
    document: {
      ...emptyDocument,
      activities: readable(activitySchema, loose.activities).slice(0, 1000),
      transitions: readable(transitionSchema, loose.transitions).slice(0, 5000),
      notes: readable(noteSchema, loose.notes).slice(0, 500),
    },
    references: z.object({ references: referencesSchema }).safeParse(value).data?.references ?? {},
    readOnly: 'newer-format',
  }
}

/** Those that can be read, each id once. */
function readable<S extends z.ZodType<{ id: string }>>(schema: S, items: readonly unknown[]): z.output<S>[] {
  const byId = new Map<string, z.output<S>>()
  for (const item of items) {
    const { data } = schema.safeParse(item)
    if (data !== undefined && !byId.has(data.id)) byId.set(data.id, data)
  }
  return [...byId.values()]
}
