import { describe, expect, it } from 'vitest'
import {
  sortedWorkflows,
  type WorkflowFilter,
} from '../../../../src/renderer/features/workflows/sorted-workflows.ts'
import type { WorkflowSummary } from '../../../../src/shared/contract/workflows.ts'

function workflow(name: string, part: Partial<WorkflowSummary> = {}): WorkflowSummary {
  return {
    id: name.length,
    name,
    state: 'draft',
    activities: 1,
    updatedAt: 0,
    nextAt: null,
    lastRun: null,
    lastError: null,
    campaignId: null,
    isReadOnly: false,
    isGroupMessage: false,
    ...part,
  }
}
const all = [
  workflow('Birthday 10', { nextAt: 5, campaignId: 1 }),
  workflow('birthday 9', { state: 'failed' }),
  workflow('Éte', { lastError: { code: 'engine/bug', data: {} } }),
]
const nothing: WorkflowFilter = { search: '', state: null, campaign: null, hasErrors: false }

function shown(filter: Partial<WorkflowFilter>, key = 'name', descending = false): string[] {
  const order = { locale: 'en', campaignName: (id: number | null) => (id === 1 ? 'Spring' : '') }
  return sortedWorkflows(all, { ...nothing, ...filter, ...order, sort: { key, descending } }).map(
    ({ name }) => name,
  )
}

describe('the list of workflows', () => {
  it('is in the order of names, numbers by their value', () => {
    expect(shown({})).toEqual(['birthday 9', 'Birthday 10', 'Éte'])
  })

  it('finds by name and by campaign, in any case', () => {
    expect(shown({ search: ' BIRTH ' })).toEqual(['birthday 9', 'Birthday 10'])
    expect(shown({ search: 'spring' })).toEqual(['Birthday 10'])
  })

  it('narrows by state, campaign and errors', () => {
    expect(shown({ state: 'failed' })).toEqual(['birthday 9'])
    expect(shown({ campaign: 1 })).toEqual(['Birthday 10'])
    expect(shown({ campaign: 'none' })).toEqual(['birthday 9', 'Éte'])
    expect(shown({ hasErrors: true })).toEqual(['birthday 9', 'Éte'])
  })

  it('puts what runs next first', () => {
    expect(shown({}, 'next')[0]).toBe('Birthday 10')
  })

  it('orders thousands at once', () => {
    const many = Array.from({ length: 5000 }, (_, index) => workflow(`Workflow ${index}`))
    const order = {
      ...nothing,
      locale: 'en',
      campaignName: () => '',
      sort: { key: 'name', descending: true },
    }
    expect(sortedWorkflows(many, order)[0]?.name).toBe('Workflow 4999')
  })
})
