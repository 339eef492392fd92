import { expect, test } from 'vitest'
import { activityDefinitions } from '../../../../../src/shared/activities/index.ts'
import type { CheckFacts } from '../../../../../src/main/engine/activities/activity-runner.ts'
import { checkWorkflow, hasErrors } from '../../../../../src/main/engine/workflows/check-workflow.ts'
import type { Activity, WorkflowDocument } from '../../../../../src/shared/workflow-document.ts'

const facts: CheckFacts = {
  audiences: new Set([1]),
  saved: [{ id: 1, name: 'All', kind: 'query' }],
  expiredAudiences: new Map(),
  lines: new Map([[1, 'simulator']]),
  hasDefaultLine: true,
  fieldNames: ['first_name'],
  contentSetting: { snippets: new Map(), footers: {}, linkDomain: undefined },
  takesSender: () => false,
  findLostSkips: () => ({ moments: [], timeZone: 'UTC' }),
  findFile: () => undefined,
  findSignal: () => undefined,
  ruleSetting: {
    fields: new Map(),
    defaultCountry: 'GB',
    hasMerged: false,
    hasTag: () => true,
    hasList: () => true,
    findAudience: () => undefined,
    readMoment: () => ({ now: 0, timeZone: 'UTC' }),
  },
}

function activity(id: string, kind: string, settings: Record<string, unknown>): Activity {
  return { id, kind, version: 1, label: id, position: { x: 0, y: 0 }, settings }
}

const audience = activity('a', 'build-audience', { source: 'audience', audienceId: 1 })
const sms = (id: string, outbound = 'none') =>
  activity(id, 'sms', { content: { text: 'Hi' }, delivery: { lineId: null, maxParts: 3 }, outbound })

function draw(activities: Activity[], ...connections: string[]): WorkflowDocument {
  const transitions = connections.map(connection => {
    const [from = '', outlet = '', to = ''] = connection.split(':')
    return { id: connection, from, outlet, to }
  })
  return { version: 1, activities, transitions }
}

function codesOf(document: WorkflowDocument, given = facts): string[] {
  return checkWorkflow(document, given).map(({ code, activityId, transitionId, severity }) =>
    [code, activityId ?? transitionId ?? '-', severity === 'warning' ? '?' : ''].join(' ').trim(),
  )
}

test('A complete workflow has no issues', () => {
  expect(codesOf(draw([audience, sms('s')], 'a:result:s'))).toEqual([])
})

test('Issues of the drawing name the activity or the transition', () => {
  expect(codesOf(draw([]))).toEqual(['workflow-empty -'])
  expect(codesOf(draw([sms('s')]))).toEqual(['audience-none s'])
  expect(codesOf(draw([audience]))).toEqual(['activity-unconnected a ?'])
  expect(codesOf(draw([audience, sms('s')], 'a:result:s', 'a:result:x'))).toEqual([
    'transition-dangling a:result:x',
  ])
  expect(codesOf(draw([audience, sms('s')], 'a:result:s', 's:sent:s'))).toContain(
    'transition-dangling s:sent:s',
  )
  expect(codesOf(draw([audience, audience, sms('s')], 'a:result:s', 'a:other:s'))).toContain(
    'inlet-crowded s',
  )
  expect(codesOf(draw([activity('u', 'teleport', {})]))).toEqual(['activity-unknown u'])
})

test('A circle is one issue, with the transition that closes it and the names of all that are in it', () => {
  const document = draw(
    [sms('s', 'everyone'), sms('t', 'everyone'), sms('u')],
    's:sent:t',
    't:sent:s',
    't:sent:u',
  )
  expect(codesOf(document)).toEqual(['transition-cycle t:sent:s'])
  expect(checkWorkflow(document, facts)[0]?.data).toEqual({ names: 's → t → s' })
})

test('Issues of the settings carry the path of the field and the place in the text', () => {
  const faulty = activity('s', 'sms', {
    content: { text: 'Hi\n {{ nickname }}' },
    delivery: { lineId: 7, maxParts: 3 },
    outbound: 'none',
  })
  const issues = checkWorkflow(draw([audience, faulty], 'a:result:s'), facts)
  const place = { activityId: 's', transitionId: null, severity: 'error' }
  const data = { detail: 'nickname', line: 2, column: 5 }
  expect(issues).toEqual([
    { ...place, path: 'content.text', code: 'template-unknown-field', data },
    { ...place, path: 'delivery.lineId', code: 'line-gone', data: {} },
  ])
})

test('What the workspace lacks is named', () => {
  const document = draw([audience, sms('s')], 'a:result:s')
  expect(codesOf(document, { ...facts, audiences: new Set() })).toEqual(['audience-missing a'])
  expect(codesOf(document, { ...facts, hasDefaultLine: false })).toEqual(['line-missing s'])
})

test('Activities as they are first placed are incomplete in ways that have a word', () => {
  for (const { kind, version, initial } of Object.values(activityDefinitions)) {
    const placed = { ...activity('p', kind, { ...initial }), version }
    for (const { code } of checkWorkflow(draw([placed]), facts)) expect(code).not.toBe('settings-incomplete')
  }
})

test('Warnings alone do not keep a workflow from starting', () => {
  expect(hasErrors(checkWorkflow(draw([audience]), facts))).toBe(false)
  expect(hasErrors(checkWorkflow(draw([sms('s')]), facts))).toBe(true)
})

test('A text that is too long for its limit even with empty fields is a warning', () => {
  const written = (text: string, maxParts: number) =>
    draw(
      [
        audience,
        activity('s', 'sms', { content: { text }, delivery: { lineId: null, maxParts }, outbound: 'none' }),
      ],
      'a:result:s',
    )
  const two = `{{ first_name }} ${'a'.repeat(160)}`
  const long = written(two, 1)
  expect(codesOf(long)).toEqual(['template-too-long-for-limit s ?'])
  expect(hasErrors(checkWorkflow(long, facts))).toBe(false)
  expect(checkWorkflow(long, facts)[0]?.data).toEqual({ parts: 2, most: 1 })
  expect(codesOf(written(two, 2))).toEqual([])
  expect(codesOf(written(`{{ first_name }}${'a'.repeat(160)}`, 1))).toEqual([])
})

test('A time zone that the machine does not know is an error of the whole workflow', () => {
  const document = draw([audience, sms('s')], 'a:result:s')
  const settings = { timeZone: 'Europe/Atlantis' }
  expect(codesOf({ ...document, settings })).toEqual(['time-zone-unknown -'])
  expect(codesOf({ ...document, settings: { timeZone: 'Europe/Stockholm' } })).toEqual([])
})
