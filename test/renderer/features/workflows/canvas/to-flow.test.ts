import { describe, expect, it } from 'vitest'
import { toFlow } from '../../../../../src/renderer/features/workflows/canvas/to-flow.ts'
import type { WorkflowIssue } from '../../../../../src/shared/contract/workflows.ts'
import { activityOf, documentOf, lineOf } from '../documents.ts'
import { runOf, taskOf } from '../runs.ts'

const document = documentOf(
  [activityOf('people', 'build-audience'), activityOf('sms')],
  [lineOf('people>sms', 'result')],
)
const run = runOf([taskOf('people'), taskOf('sms', { state: 'running' })], {
  transitions: [{ transitionId: 'people:result:sms', count: 600, populationId: 9 }],
})
const issue: WorkflowIssue = {
  activityId: 'sms',
  transitionId: null,
  code: 'template-empty',
  data: {},
  path: 'content.text',
  severity: 'error',
}

describe('drawing of a document', () => {
  it('draws each activity with its inlet and outlets', () => {
    const { nodes } = toFlow(document, null, [])
    expect(nodes.map(({ id, data }) => [id, data?.hasInlet, data?.outlets])).toEqual([
      ['people', true, ['result']],
      ['sms', true, ['sent']],
    ])
  })

  it('says of each transition by which of how many outlets it leaves', () => {
    expect(toFlow(document, null, []).transitions).toMatchObject([
      { transition: { id: 'people:result:sms' }, outlet: { index: 0, count: 1 } },
    ])
  })

  it('draws a transition from the middle whose outlet is gone', () => {
    const gone = documentOf(
      [activityOf('people', 'build-audience'), activityOf('sms')],
      [lineOf('people>sms', 'lost')],
    )
    expect(toFlow(gone, null, []).transitions.at(0)?.outlet).toEqual({ index: 0, count: 1 })
  })

  it('gives the same object for what has not changed', () => {
    const [one, other] = [toFlow(document, null, []), toFlow(document, null, [issue])]
    expect(other.nodes.map((node, index) => node === one.nodes[index])).toEqual([true, false])
    expect(other.transitions.at(0)).toBe(one.transitions.at(0))
  })

  it('shows the states of a run and the people on its transitions', () => {
    const { nodes, transitions } = toFlow(document, { run, deliveries: new Map(), firings: new Map() }, [])
    expect(nodes.map(({ data }) => data?.state?.phase)).toEqual(['finished', 'running'])
    expect(transitions.at(0)).toMatchObject({ count: 600, populationId: 9 })
  })

  it('has no counts where nothing was run', () => {
    expect(toFlow(document, null, []).transitions.at(0)).toMatchObject({ count: null, populationId: null })
  })

  it('puts each issue on its own activity', () => {
    const { nodes } = toFlow(document, null, [issue])
    expect(nodes.map(({ data }) => data?.issues)).toEqual([[], [issue]])
  })

  it('marks a transition that an issue is about', () => {
    const dangling = { ...issue, activityId: null, transitionId: 'people:result:sms' }
    expect(toFlow(document, null, [dangling]).transitions.at(0)?.isFaulty).toBe(true)
  })

  it('keeps activities that this version does not know, with the outlets that are in use', () => {
    const strange = documentOf([activityOf('x', 'teleport'), activityOf('sms')], [lineOf('x>sms', 'away')])
    expect(toFlow(strange, null, []).nodes.at(0)?.data).toMatchObject({ outlets: ['away'], hasInlet: true })
  })

  it('hands nothing of the document to the canvas that it could change', () => {
    const node = toFlow(document, null, []).nodes.at(0)
    if (node) node.position.x = 99
    expect(document.activities.at(0)?.position.x).toBe(0)
  })
})
