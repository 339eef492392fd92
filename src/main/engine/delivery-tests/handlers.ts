import type { deliveryTestCalls, TestResult } from '../../../shared/contract/delivery-tests.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { EngineContext } from '../context.ts'
import { readDelivery } from '../deliveries/read-delivery.ts'
import { chooseByHand } from './choose-winner.ts'
import { compareResults, countResults } from './count-results.ts'
import { decisionOf } from './create-tests.ts'
import { countHeld, findTest } from './test-row.ts'

/** Answers the calls about tests of several texts. */
export function deliveryTestHandlers(context: EngineContext): HandlersOf<typeof deliveryTestCalls> {
  return {
    'deliveryTests.get': ({ id }) => ({ result: readResult(context, id) }),
    'deliveryTests.choose': choice => {
      chooseByHand(context, choice)
      return {}
    },
  }
}

function readResult(context: EngineContext, id: number): TestResult | null {
  const { sql } = context.workspace
  const { content, begunAt } = readDelivery(sql, id)
  if (!content.test || begunAt === null) return null
  const texts = countResults(sql, id, content.test.shares.length)
  return { texts, compared: compareResults(texts), ...readDecision(context, id) }
}

function readDecision(context: EngineContext, id: number): Pick<TestResult, 'decision'> {
  const row = findTest(context.workspace.sql, id)
  if (!row) return {}
  const { sentAt, askedAt, winner, chosenBy, chosenAt } = row
  const decidesAt = winner === null && askedAt === null ? (decisionOf(context, row) ?? null) : null
  const held = countHeld(context.workspace.sql, id)
  return { decision: { held, sentAt, decidesAt, askedAt, winner, chosenBy, chosenAt } }
}
