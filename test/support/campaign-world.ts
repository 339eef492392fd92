import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { z } from 'zod'
import { contentHandlers } from '../../src/main/engine/content/handlers.ts'
import { snippetHandlers } from '../../src/main/engine/content/snippets.ts'
import { proofHandlers } from '../../src/main/engine/proofs/handlers.ts'
import { calendarHandlers } from '../../src/main/engine/calendar/handlers.ts'
import { journalHandlers } from '../../src/main/engine/journal/handlers.ts'
import { figureHandlers } from '../../src/main/engine/figures/handlers.ts'
import { deliveryRuleHandlers } from '../../src/main/engine/delivery-rules/handlers.ts'
import { createReleases } from '../../src/main/engine/deliveries/create-releases.ts'
import { createTests } from '../../src/main/engine/delivery-tests/create-tests.ts'
import type { Watch } from '../../src/main/engine/scheduler/create-watch.ts'
import { deliveryAlertHandlers } from '../../src/main/engine/alerts/handlers.ts'
import { deliveryTestHandlers } from '../../src/main/engine/delivery-tests/handlers.ts'
import { deliveryHandlers } from '../../src/main/engine/deliveries/handlers.ts'
import {
  createPreparations,
  type Preparations,
} from '../../src/main/engine/preparation/create-preparations.ts'
import { createRuns, type Runs } from '../../src/main/engine/workflows/create-runs.ts'
import { seriesHandlers } from '../../src/main/engine/series/handlers.ts'
import { workflowHandlers } from '../../src/main/engine/workflows/handlers.ts'
import { contentCountCalls } from '../../src/shared/contract/content-count.ts'
import { contentCalls } from '../../src/shared/contract/content.ts'
import { calendarCalls } from '../../src/shared/contract/calendar.ts'
import { deliveryFigureCalls } from '../../src/shared/contract/delivery-figures.ts'
import { deliveryJournalCalls } from '../../src/shared/contract/delivery-journal.ts'
import { deliveryListCalls } from '../../src/shared/contract/delivery-list.ts'
import { deliveryPlanCalls } from '../../src/shared/contract/delivery-plan.ts'
import { deliveryRuleCalls } from '../../src/shared/contract/delivery-rules.ts'
import { deliveryAlertCalls } from '../../src/shared/contract/delivery-alerts.ts'
import { deliveryTestCalls } from '../../src/shared/contract/delivery-tests.ts'
import { deliveryCalls } from '../../src/shared/contract/deliveries.ts'
import type { DeliverySettings } from '../../src/shared/delivery/delivery-settings.ts'
import type { DeliveryContent } from '../../src/shared/delivery/delivery-content.ts'
import { proofCalls } from '../../src/shared/contract/proofs.ts'
import { snippetCalls } from '../../src/shared/contract/snippets.ts'
import { seriesCalls } from '../../src/shared/contract/series.ts'
import { workflowCalls } from '../../src/shared/contract/workflows.ts'
import type { PersonBlock } from '../../src/shared/person-block.ts'
import type { FakeClock } from './fake-clock.ts'
import { createOutboxWorld, type OutboxWorld } from './outbox-world.ts'
import { createScriptedLine, type ScriptedLine } from './scripted-line.ts'
import { createTemporaryFolder } from './temporary-folder.ts'

const calls = {
  ...proofCalls,
  ...snippetCalls,
  ...contentCalls,
  ...contentCountCalls,
  ...deliveryCalls,
  ...calendarCalls,
  ...deliveryFigureCalls,
  ...deliveryListCalls,
  ...deliveryPlanCalls,
  ...deliveryJournalCalls,
  ...deliveryRuleCalls,
  ...deliveryTestCalls,
  ...deliveryAlertCalls,
  ...workflowCalls,
  ...seriesCalls,
}
type Calls = typeof calls

/** A person as a test writes one; without a phone there is none, and a phone is a mobile one. */
export interface GivenPerson {
  readonly id?: number
  readonly phone?: string | null
  readonly phoneType?: string
  readonly phoneProblem?: string
  readonly firstName?: string
  readonly lastName?: string
  readonly language?: string
  readonly block?: PersonBlock
  readonly timeZone?: string
  readonly fields?: Record<string, string>
}

/** What a draft is beside its text. */
export interface DraftOptions extends Partial<DeliverySettings> {
  readonly people?: readonly number[]
}

/** A workspace with a line, preparations, runs, an outbox, and the calls that belong to them. */
export interface CampaignWorld extends Omit<OutboxWorld, 'addDelivery'> {
  readonly path: string
  readonly line: ScriptedLine
  readonly preparations: Preparations
  readonly runs: Runs
  /** The clock of deliveries; it stands still until it is started. */
  readonly releases: Watch
  /** The clock of tests of several texts; it stands still until it is started. */
  readonly tests: Watch
  call<K extends keyof Calls>(
    name: K,
    input: z.input<Calls[K]['input']>,
  ): Promise<z.output<Calls[K]['output']>>
  addPeople(people: readonly GivenPerson[]): number[]
  addField(key: string): void
  /** A text that messages can name. */
  addSnippet(key: string, text: string): void
  /** A draft to these people, or to everybody. */
  addDraft(content: string | DeliveryContent, options?: DraftOptions): number
  /** Prepares and waits for the end. */
  prepare(deliveryId: number): Promise<z.output<Calls['deliveries.get']['output']>>
}

/** Opens a campaign world on a new workspace, or on the file of an earlier one. */
export function createCampaignWorld(
  path = join(createTemporaryFolder(), 'test.campanile'),
  clock?: FakeClock,
): CampaignWorld {
  const line = createScriptedLine()
  const outboxWorld = createOutboxWorld(line.open, path, clock)
  const { context, outbox } = outboxWorld
  const preparations = createPreparations(context)
  const runs = createRuns(context, preparations)
  const releases = createReleases(context, outbox)
  const tests = createTests(context, outbox)
  const handlers = {
    ...contentHandlers(context),
    ...snippetHandlers(context),
    ...proofHandlers(context, outbox),
    ...deliveryHandlers(context, { preparations, outbox }),
    ...calendarHandlers(context, outbox),
    ...figureHandlers(context),
    ...journalHandlers(context),
    ...deliveryRuleHandlers(context),
    ...deliveryTestHandlers(context),
    ...deliveryAlertHandlers(context, outbox),
    ...workflowHandlers(context, runs),
    ...seriesHandlers(context, outbox),
  }
  const stop = async (): Promise<void> => {
    await releases.stop()
    await tests.stop()
    await runs.stop()
    await preparations.stop()
    await outboxWorld.stop()
  }
  onTestFinished(stop)

  const call: CampaignWorld['call'] = async (name, input) => {
    const handle = handlers[name] as (input: unknown) => unknown
    return (await handle(calls[name].input.parse(input))) as never
  }
  return {
    ...outboxWorld,
    path,
    line,
    preparations,
    runs,
    releases,
    tests,
    call,
    stop,
    addPeople: people => people.map(person => insertPerson(outboxWorld, person)),
    addField(key) {
      context.workspace.sql.prepare("INSERT INTO person_fields VALUES (?, ?, 'text', 0)").run(key, key)
    },
    addSnippet(key, text) {
      context.workspace.sql
        .prepare('INSERT INTO snippets VALUES (?, ?, ?, 0) ON CONFLICT DO UPDATE SET text = excluded.text')
        .run(key, key, text)
    },
    addDraft: (content, options) => insertDraft(outboxWorld, content, options),
    async prepare(id) {
      preparations.start(id)
      await preparations.whenSettled(id)
      return call('deliveries.get', { id })
    },
  }
}

function insertPerson({ context }: OutboxWorld, person: GivenPerson): number {
  const { id = null, phone = null, firstName = null, lastName = null, language = null } = person
  const { lastInsertRowid } = context.workspace.sql
    .prepare(
      `INSERT INTO people (id, phone, phone_input, phone_type, phone_problem, first_name, last_name, language, block, fields,
         time_zone, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)`,
    )
    .run(
      id,
      phone,
      phone,
      phone === null ? null : (person.phoneType ?? 'mobile'),
      phone === null ? (person.phoneProblem ?? 'missing') : null,
      firstName,
      lastName,
      language,
      person.block ?? null,
      JSON.stringify(person.fields ?? {}),
      person.timeZone ?? null,
    )
  return Number(lastInsertRowid)
}

function insertDraft(
  { context }: OutboxWorld,
  content: string | DeliveryContent,
  { people, ...settings }: DraftOptions = {},
): number {
  const { sql } = context.workspace
  const population = sql.prepare('INSERT INTO populations DEFAULT VALUES').run().lastInsertRowid
  const { changes } = sql
    .prepare(
      `INSERT INTO population_members (population_id, person_id) SELECT @population, id FROM people
       WHERE @people IS NULL OR id IN (SELECT value FROM json_each(@people))`,
    )
    .run({ population, people: people ? JSON.stringify(people) : null })
  sql.prepare('UPDATE populations SET count = ? WHERE id = ?').run(changes, population)
  const { lastInsertRowid } = sql
    .prepare(
      `INSERT INTO deliveries (label, state, content, settings, population_id, created_at)
       VALUES ('Test', 'draft', ?, ?, ?, 0)`,
    )
    .run(
      JSON.stringify(typeof content === 'string' ? { text: content } : content),
      JSON.stringify({ lineId: null, maxParts: 10, ...settings }),
      population,
    )
  return Number(lastInsertRowid)
}
