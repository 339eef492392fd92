import { openWorkspace } from '../src/main/engine/database/open.ts'
import type { Benchmark, PhaseInput, PhaseResult } from './benchmark.ts'
import { createBenchContext } from './support/bench-context.ts'
import { addQueued, createPreparable } from './support/create-preparable.ts'
import { copyPeople, peopleWorkspace } from './support/people-workspace.ts'
import { prepareDelivery } from './support/prepare-delivery.ts'

/**
 * Prepares for a million people under a frequency cap, while another delivery has a message waiting for each of them, by
 * ramp and quiet hours; against the same preparation without a cap.
 */
export const benchmark: Benchmark = {
  name: 'caps',
  n: 1_000_000,
  setup({ folder, n }) {
    const workspace = openWorkspace(peopleWorkspace(folder))
    createPreparable(workspace.sql, n)
    addQueued(workspace.sql)
    workspace.close()
  },
  floor: input => prepare(input, false),
  work: input => prepare(input, true),
}

async function prepare(input: PhaseInput, isCapped: boolean): Promise<PhaseResult> {
  const context = createBenchContext(copyPeople(input, 'work.campanile'))
  const { sql } = context.workspace
  if (isCapped) sql.exec(`INSERT INTO settings VALUES ('frequencyCaps', '[{"most":1,"days":7}]')`)
  const result = await prepareDelivery(context)
  context.workspace.close()
  return result
}
