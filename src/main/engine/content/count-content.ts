import type { z } from 'zod'
import type { ContentCount, contentCountCalls } from '../../../shared/contract/content-count.ts'
import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import { UserError } from '../../../shared/errors.ts'
import { measureText } from '../../../shared/sms/measure-text.ts'
import type { EngineContext } from '../context.ts'
import { breathe } from '../people/breathe.ts'
import { peopleListOf } from '../people/people-list.ts'
import { readPeople } from '../people/person-row.ts'
import { createTell } from '../people/work-report.ts'
import { readTerms } from '../preparation/read-terms.ts'
import { createCountryFinder } from '../timing/places.ts'
import { concludeCount, type TippedPeople } from './conclude-count.ts'
import { createContentReader, type ContentReader, type ContentRow } from './content-reader.ts'
import { countMessage, startCount, type CountTally, type UncountedReason } from './count-tally.ts'

type CountInput = z.output<(typeof contentCountCalls)['content.count']['input']>
type TippedInput = z.output<(typeof contentCountCalls)['content.tipped']['input']>

/** Counts of contents over whole audiences; the people behind the last few can be looked at. */
export interface ContentCounts {
  /** Null for a faulty content, and where the signal cut it off. */
  count(input: CountInput, signal: AbortSignal): Promise<ContentCount | null>
  tipped(input: TippedInput): z.output<(typeof contentCountCalls)['content.tipped']['output']>
}

/** People between two looks at the clock: some 2 ms. */
const step = 250
/** How long the thread is held at most. */
const holdMs = 10
/** Counts whose people are kept. */
const kept = 6

/** Sets up the counts of an engine. */
export function createContentCounts(context: EngineContext): ContentCounts {
  const people = new Map<number, readonly TippedPeople[]>()
  let last = 0
  return {
    async count(input, signal) {
      const concluded = await countContent(context, input, signal)
      if (!concluded) return null
      const countId = ++last
      people.set(countId, concluded.tipped)
      people.delete(countId - kept)
      return { countId, ...concluded.result }
    },
    tipped({ countId, tip, offset, limit }) {
      const { personIds = [] } = people.get(countId)?.[tip] ?? {}
      const rows = readPeople(context.workspace.sql, personIds.slice(offset, offset + limit))
      return { total: personIds.length, rows }
    },
  }
}

async function countContent(context: EngineContext, input: CountInput, signal: AbortSignal) {
  const { sql } = context.workspace
  const { source, columns, lineId, maxParts, job, instead, ...content } = input
  const reader = createContentReader(sql, { content, source, columns })
  const other = instead && createContentReader(sql, { content: instead, source, columns })
  if (reader.compiled.faults.length > 0 || (other && other.compiled.faults.length > 0)) return undefined
  const ids = await peopleListOf(sql).ids({ source, sortBy: 'id', descending: false })
  const tally = startCount(reader.compiled.fields.length)
  const count = createCounter(tally, { reader, other, maxParts })
  const tell = createTell(context.clock, done => {
    context.publish('content.count-progressed', { job, done, of: ids.length })
  })
  let heldSince = context.clock.now()
  for (let at = 0; at < ids.length; at += step) {
    if (signal.aborted) return undefined
    count([...ids.subarray(at, at + step)])
    tell(at)
    if (context.clock.now() - heldSince < holdMs) continue
    await breathe()
    heldSince = context.clock.now()
  }
  return concludeCount(tally, { terms: findTerms(context, lineId), hasInstead: other !== undefined })
}

function findTerms({ workspace }: EngineContext, lineId: number | null): LineTerms | null {
  try {
    return readTerms(workspace.sql, { lineId, maxParts: 1 })
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}

/** What is counted: a content, another one over the same people, and the longest messages that are sent. */
interface CountWork {
  readonly reader: ContentReader
  readonly other?: ContentReader | undefined
  readonly maxParts: number
}

/** Counts some people; the other content is only added up, over those who are counted. */
function createCounter(
  tally: CountTally,
  { reader, other, maxParts }: CountWork,
): (ids: readonly number[]) => void {
  const fields = reader.compiled.fields.map(({ name }) => name)
  const countryOf = createCountryFinder()
  return ids => {
    const counted = new Set<number>()
    for (const row of reader.read(ids)) {
      tally.people += 1
      const reason = countRow(tally, { fields, reader, maxParts, countryOf }, row)
      if (reason) tally.uncounted.set(reason, (tally.uncounted.get(reason) ?? 0) + 1)
      else if (other) counted.add(Number(row[reader.at.id]))
    }
    if (!other) return
    for (const row of other.read([...counted])) {
      const country = countryOf(row[other.at.phone] ?? '')
      tally.instead.set(country, (tally.instead.get(country) ?? 0) + partsOf(other, row))
    }
  }
}

interface CountGround extends CountWork {
  readonly fields: readonly string[]
  readonly countryOf: (phone: string) => string
}

function countRow(
  tally: CountTally,
  { fields, reader: { compiled, at }, maxParts, countryOf }: CountGround,
  row: ContentRow,
): UncountedReason | undefined {
  const phone = row[at.phone]
  if (!phone) return 'no-number'
  if (row[at.suppression]) return 'suppressed'
  const personId = Number(row[at.id])
  try {
    const filled = compiled.fill(row, { deliveryId: 0, personId })
    if (filled.missing.length > 0) return 'field-empty'
    if (filled.text.trim() === '') return 'text-empty'
    const measure = measureText(filled.text)
    if (measure.parts > maxParts) return 'too-long'
    countMessage(tally, fields, { personId, country: countryOf(phone), filled, measure, values: row })
    return undefined
  } catch (error) {
    if (error instanceof UserError) return 'render-failed'
    throw error
  }
}

function partsOf(reader: ContentReader, row: ContentRow): number {
  try {
    const { text } = reader.compiled.fill(row, { deliveryId: 0, personId: Number(row[reader.at.id]) })
    return measureText(text).parts
  } catch (error) {
    if (error instanceof UserError) return 0
    throw error
  }
}
