import type { EngineContext } from '../../context.ts'
import { breathe } from '../breathe.ts'
import { applyMatches } from './apply-matches.ts'
import { createIntake, type Intake } from './create-intake.ts'
import type { ImportPlan } from './import-plan.ts'
import type { ImportTally } from './import-tally.ts'
import { markPeople } from './mark-people.ts'
import { readTable } from './read-table.ts'

/** What an import is at, and how far; the reading is counted in bytes, the rest in rows and people. */
export interface ImportStep {
  readonly name: 'reading' | 'updating' | 'marking'
  readonly done: number
  readonly of: number
}

export interface ImportProgress {
  /** Called after each stretch is stored. */
  stored(step: ImportStep): void
  /** Asked between stretches. */
  isStopped(): boolean
}

/**
 * Reads the whole source into hidden people, rejections and rows that mean people who are there; then changes these, and
 * gives tags and the list.
 * @returns what was counted; undefined where it was stopped
 * @throws UserError those of `readTable` and `markPeople`; SqliteError when the disk is full
 */
export async function runImport(
  context: EngineContext,
  plan: ImportPlan,
  progress: ImportProgress,
): Promise<ImportTally | undefined> {
  const intake = createIntake(context, plan)
  const { isStopped } = progress
  await readAll(plan, intake, progress)
  if (!isStopped()) await updatePeople(context, plan, { intake, progress })
  if (!isStopped()) {
    const stored = (done: number, of: number): void => progress.stored({ name: 'marking', done, of })
    await markPeople(context, { ...plan, importId: plan.id, stored, isStopped })
  }
  return isStopped() ? undefined : intake.tally
}

async function readAll(
  plan: ImportPlan,
  intake: Intake,
  { stored, isStopped }: ImportProgress,
): Promise<void> {
  await readTable(plan.source, plan.reading, {
    take: intake.take,
    async pause(read) {
      intake.store()
      stored({ name: 'reading', done: read, of: plan.source.bytes })
      await breathe()
      await intake.order('many', isStopped)
      return !isStopped()
    },
  })
  await intake.order('all', isStopped)
}

async function updatePeople(
  { workspace, clock }: EngineContext,
  { id: importId, existing: policy }: ImportPlan,
  { intake, progress }: { readonly intake: Intake; readonly progress: ImportProgress },
): Promise<void> {
  await applyMatches(workspace.sql, {
    importId,
    policy,
    now: clock.now(),
    tally: intake.tally,
    isStopped: progress.isStopped,
    stored(done, of) {
      intake.storeTally()
      progress.stored({ name: 'updating', done, of })
    },
  })
}
