import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { FrequencyCap } from '../../../shared/contract/delivery-rules.ts'
import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { letterOf } from '../../../shared/delivery/content-test.ts'
import { sendingOf } from '../../../shared/delivery/sending-settings.ts'
import { timingOf } from '../../../shared/delivery/timing-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import { builtInFields } from '../../../shared/person-field.ts'
import {
  compileContent,
  type CompiledContent,
  type ContentSetting,
} from '../../../shared/content/compile-content.ts'
import { faultData } from '../../../shared/template/fault-data.ts'
import { runFieldsIn } from '../../../shared/template/run-fields.ts'
import { readRunValues } from '../content/run-values.ts'
import { readContentSetting } from '../content/read-content-setting.ts'
import { readCaps, rulesFor } from '../delivery-rules/read-rules.ts'
import type { Clock } from '../environment.ts'
import { unknownPlace } from '../timing/places.ts'
import { takesSender } from '../lines/takes-sender.ts'
import { startOfDelivery } from '../timing/timetable.ts'
import { readColumns } from '../populations/read-columns.ts'
import { readChecks, type PersonCheck } from './person-checks.ts'
import { planTurns, type PlannedTurns } from '../timing/line-turns.ts'
import { foreseeAhead, readAhead } from '../timing/work-ahead.ts'
import { readTerms } from './read-terms.ts'

/** Everything that a preparation needs to know, read once at its start. */
export interface PreparationPlan {
  readonly deliveryId: number
  readonly populationId: number
  /** Members of the population, for progress. */
  readonly expected: number
  readonly content: DeliveryContent
  readonly settings: DeliverySettings
  /** What is said, in all its variants, with the snippets as they are now. */
  readonly template: CompiledContent
  /** What the workspace adds to the content, in writing. */
  readonly said: string
  /** Names of the columns that the people carry; a column wins over a field of the same name, also where it is empty. */
  readonly columns: ReadonlySet<string>
  /** Fields whose value is the same for everybody: those of the run; null where it never got one. */
  readonly constants: ReadonlyMap<string, string | null>
  /** Its line can send under a name. */
  readonly takesSender: boolean
  /** What keeps people from it beside their number and the text. */
  readonly checks: readonly PersonCheck[]
  /** Caps on how often people are texted; none where the delivery passes them by. */
  readonly caps: readonly FrequencyCap[]
  /** When its first message would leave, as far as that is known: before it, caps count what was sent. */
  readonly contactAt: number
  /** The zone in which times are meant that name none. */
  readonly timeZone: string
  readonly terms: LineTerms
  /** When its lines are done with what waits in them before it; only where a cap on people asks for it. */
  readonly freeAt: number
  /** What hours and caps let its lines send from now on, where a cap on people asks for it and lines have any. */
  readonly turns: PlannedTurns | undefined
  /** Says which rules and caps these are; undefined where there are none. */
  readonly rules: string | undefined
  /** A table with the numbers that were written to in the same period of a recurring delivery. */
  readonly addressed?: string | undefined
}

interface DeliveryRow {
  readonly content: string
  readonly settings: string
  readonly populationId: number
  readonly expected: number
}

/**
 * Reads what a delivery is prepared with, and makes sure that there is a line for it.
 * @throws UserError `template/faulty` or `template/faulty-test` with the first fault, `delivery/no-line`, `delivery/line-gone`,
 *   `delivery/date-field-gone`, `delivery/validity-by-date`, and those of `readChecks`
 */
export function readPlan(sql: Database, deliveryId: number, clock: Clock): PreparationPlan {
  const row = sql
    .prepare(
      `SELECT content, settings, population_id populationId, count expected
       FROM deliveries JOIN populations ON populations.id = population_id WHERE deliveries.id = ?`,
    )
    .get(deliveryId) as DeliveryRow
  const content = JSON.parse(row.content) as DeliveryContent
  const settings = JSON.parse(row.settings) as DeliverySettings
  const { populationId, expected } = row
  const columns = new Set(readColumns(sql, populationId).map(({ name }) => name))
  const constants = readConstants(sql, deliveryId, row.content)
  const said = readContentSetting(sql, [...readFieldNames(sql), ...columns, ...constants.keys()])
  const template = readTemplate(content, said)
  const terms = readTerms(sql, settings)
  const caps = capsFor(sql, settings)
  const machine = { now: clock.now(), timeZone: clock.timeZone() }
  checkDate(sql, settings, columns)
  return {
    deliveryId,
    populationId,
    expected,
    content,
    settings,
    template,
    said: JSON.stringify({ ...said, snippets: [...said.snippets], constants: [...constants] }),
    columns,
    constants,
    takesSender: takesSender(sql, settings.lineId),
    checks: readChecks(sql, settings.who ?? {}, rulesFor(sql, deliveryId)),
    caps,
    contactAt: contactOf(settings, clock),
    timeZone: machine.timeZone,
    terms,
    ...(caps.length > 0 ? planLines(sql, { deliveryId, terms, machine }) : { freeAt: 0, turns: undefined }),
    rules: fingerprintRules(sql, deliveryId, settings),
  }
}

/** When its lines are free for a delivery, and what they can send from then on. */
function planLines(
  sql: Database,
  {
    deliveryId,
    terms,
    machine,
  }: {
    readonly deliveryId: number
    readonly terms: LineTerms
    readonly machine: { readonly now: number; readonly timeZone: string }
  },
): Pick<PreparationPlan, 'freeAt' | 'turns'> {
  const ahead = readAhead(sql, deliveryId, terms)
  const { until, taken } = foreseeAhead(sql, { terms, ahead }, machine)
  return { freeAt: until, turns: planTurns(sql, terms, { ...machine, before: taken }) }
}

/** A variable that no activity has set is empty, which is told person by person, and not unknown. */
function readConstants(sql: Database, deliveryId: number, content: string): Map<string, string | null> {
  const named = runFieldsIn(content).map(name => [name, null] as const)
  return new Map([...named, ...readRunValues(sql, deliveryId)])
}

/** A length of time says nothing where everyone has a moment of their own, and a field may be gone. */
function checkDate(sql: Database, settings: DeliverySettings, columns: ReadonlySet<string>): void {
  const { start } = timingOf(settings)
  if (start.kind !== 'person') return
  if (sendingOf(settings).validity.kind === 'for') throw new UserError('delivery/validity-by-date')
  const { field } = start
  if (!columns.has(field) && !readFieldNames(sql).includes(field)) {
    throw new UserError('delivery/date-field-gone', { field })
  }
}

/** Another text for other rules or caps of a delivery; undefined where it has neither. */
export function fingerprintRules(
  sql: Database,
  deliveryId: number,
  settings: DeliverySettings,
): string | undefined {
  const rules = rulesFor(sql, deliveryId).map(({ name, rule }) => ({ name, rule }))
  const caps = capsFor(sql, settings)
  if (rules.length === 0 && caps.length === 0) return undefined
  return createHash('sha256').update(JSON.stringify({ rules, caps })).digest('base64url').slice(0, 16)
}

/** When it starts, if it is confirmed right away; by the clocks of each person, where those show it first. */
function contactOf(settings: DeliverySettings, clock: Clock): number {
  const now = clock.now()
  const places = [{ ...unknownPlace, timeZone: earliestZone }]
  return Math.max(now, startOfDelivery(settings, { now, timeZone: clock.timeZone(), places }))
}

/** Nobody's clocks are ahead of these. */
const earliestZone = 'Pacific/Kiritimati'

function capsFor(sql: Database, { who }: DeliverySettings): FrequencyCap[] {
  return who?.cap === 'ignore' ? [] : readCaps(sql)
}

/** Names of all fields that a template may use in this workspace. */
export function readFieldNames(sql: Database): string[] {
  const custom = sql.prepare('SELECT key FROM person_fields').pluck().all() as string[]
  return [...builtInFields, ...custom]
}

function readTemplate(content: DeliveryContent, setting: ContentSetting): CompiledContent {
  const template = compileContent(content, setting)
  const [fault] = template.faults
  if (!fault) return template
  const data = { fault: fault.code, ...faultData(fault) }
  if (fault.test === 0) throw new UserError('template/faulty', data)
  throw new UserError('template/faulty-test', { ...data, text: letterOf(fault.test) })
}
