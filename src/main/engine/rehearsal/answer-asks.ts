import type { RehearsalOptions } from '../../../shared/contract/rehearsals.ts'
import type { EngineContext } from '../context.ts'
import type { Runs } from '../workflows/create-runs.ts'
import { readAsks } from '../workflows/read-tasks.ts'

/** Which workflow is rehearsed, and what is answered where. */
export interface Answering {
  readonly id: number
  readonly answers: RehearsalOptions['answers']
}

/**
 * Prepares to answer what waits for a person and to let through what is held, once each: by what was chosen, else by the
 * first answer. Where something was chosen that is no answer, nobody answers.
 */
export function createAnswers(
  { workspace }: EngineContext,
  runs: Runs,
  { id, answers }: Answering,
): () => void {
  const asked = new Set<string>()
  return () => {
    for (const { task } of readAsks(workspace.sql, id)) {
      const { runId, activityId, isHeld, answers: offered } = task
      const place = { runId, activityId }
      const key = `${runId} ${activityId}`
      if (asked.has(key)) continue
      asked.add(key)
      const wanted = answers[activityId] ?? offered?.[0]?.id
      const answer = offered?.find(one => one.id === wanted)
      if (isHeld) runs.release(place)
      else if (answer) runs.answer({ ...place, answer: answer.id })
    }
  }
}
