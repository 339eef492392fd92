import type { Activity, Transition, WorkflowDocument } from '../../../../src/shared/workflow-document.ts'

/** An activity for a test; its id is its label too. */
export function activityOf(id: string, kind = 'sms', settings: Record<string, unknown> = {}): Activity {
  const usual = kind === 'sms' ? { content: { text: 'Hi' }, outbound: 'everyone' } : { source: 'rule' }
  return { id, kind, version: 1, label: id, position: { x: 0, y: 0 }, settings: { ...usual, ...settings } }
}

/** A line of a test: `a>b`, from the usual outlet of a. */
export function lineOf(between: string, outlet = 'sent'): Transition {
  const [from = '', to = ''] = between.split('>')
  return { id: `${from}:${outlet}:${to}`, from, outlet, to }
}

/** A document of these activities and lines. */
export function documentOf(activities: Activity[], transitions: Transition[] = []): WorkflowDocument {
  return { version: 1, activities, transitions }
}
