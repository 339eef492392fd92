import { describe, expect, it } from 'vitest'
import { logText } from '../../../../../src/renderer/features/workflows/runs/log-line.ts'
import { createFormat } from '../../../../../src/renderer/i18n/format.ts'
import { i18n, languages, type Language } from '../../../../../src/renderer/i18n/index.ts'
import type { WorkflowLog } from '../../../../../src/shared/contract/workflows.ts'
import { logLevels } from '../../../../../src/shared/workflow/log-levels.ts'

const words = { t: i18n.global.t, te: i18n.global.te, format: createFormat('en-GB') }

function say(code: string, data: WorkflowLog['data'] = {}): string {
  return logText({ id: 1, at: 0, runId: null, activityId: null, level: 'info', code, data }, words)
}

describe('a line of the log', () => {
  it.each(Object.keys(languages) as Language[])('has words for every code (%s)', language => {
    const missing = Object.keys(logLevels).filter(code => !i18n.global.te(`workflows.log.${code}`, language))
    expect(missing).toEqual([])
  })

  it('counts people, and knows nobody and one', () => {
    expect([0, 1, 1200].map(people => say('activity-finished', { people }))).toEqual([
      'Done; nobody went on.',
      'Done; one person went on.',
      'Done; 1,200 people went on.',
    ])
  })

  it('says what went wrong', () => {
    const text = say('activity-failed', { code: 'workflow/person-limit', count: 3, limit: 2 })
    expect(text).toMatch(/^Failed\. 3 people would enter, and the workflow allows 2\./)
  })

  it('writes moments as dates', () => {
    expect(say('activity-waiting', { until: Date.UTC(2026, 0, 5, 12) })).toMatch(/^Waits until .*2026/)
  })

  it('of a newer program stands there by its code', () => {
    expect(say('something-new')).toBe('something-new')
  })
})
