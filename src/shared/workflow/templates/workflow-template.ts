import { activityDefinitions, type ActivityKind } from '../../activities/index.ts'
import { documentVersion, type Activity, type WorkflowDocument } from '../../workflow-document.ts'

/** What a template needs to know when a workflow is made of it. */
export interface TemplateGround {
  /** A text in the person's language; `key` is one of `texts/templates`. */
  readonly words: (key: string, named?: Readonly<Record<string, string>>) => string
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** The field of this workspace that stands for one that the template needs. */
  readonly field: (key: string) => string
}

/** A field of people that a template asks for; `texts/templates` has its name as `<template>/field-<key>`. */
export interface NeededField {
  readonly key: string
  readonly type: 'date'
}

/** A drawing to begin with. As it is made, it lacks only what the person alone can know. */
export interface WorkflowTemplate {
  readonly id: string
  readonly needs?: readonly NeededField[]
  readonly make: (ground: TemplateGround) => WorkflowDocument
}

/** An activity of a template: where it stands, in columns and rows, and what differs from a fresh one. */
interface Sketched {
  readonly kind: ActivityKind
  readonly at: readonly [column: number, row: number]
  readonly label: string
  readonly settings?: Activity['settings']
}

const columnWidth = 328
const rowHeight = 128

/** Draws activities by id, and transitions as `from.outlet>to`. */
export function sketch(
  sketched: Readonly<Record<string, Sketched>>,
  transitions: readonly string[],
): WorkflowDocument {
  return {
    version: documentVersion,
    activities: Object.entries(sketched).map(
      ([
        id,
        {
          kind,
          at: [column, row],
          label,
          settings,
        },
      ]) => ({
        id,
        kind,
        version: activityDefinitions[kind].version,
        label,
        position: { x: column * columnWidth, y: row * rowHeight },
        settings: structuredClone({ ...activityDefinitions[kind].initial, ...settings }),
      }),
    ),
    transitions: transitions.map(written => {
      const [, from = '', outlet = '', to = ''] = /^(.+)\.(.+)>(.+)$/.exec(written) ?? []
      return { id: `${from}:${outlet}:${to}`, from, outlet, to }
    }),
  }
}

/** Settings of an SMS with a text, which is no advertising and so does not say how to opt out. */
export function message(
  text: string,
  outbound: 'none' | 'everyone' | 'addressed' = 'none',
): Activity['settings'] {
  return { content: { text, footer: { kind: 'off', reason: 'service' } }, outbound }
}

/** Settings of an SMS that advertises: it ends with how to opt out. */
export function advertisement(
  text: string,
  outbound: 'none' | 'everyone' | 'addressed' = 'none',
): Activity['settings'] {
  return { content: { text, footer: { kind: 'on' } }, outbound }
}

/** Settings of a Build audience for which a saved audience has to be chosen. */
export const anAudience: Activity['settings'] = { source: 'audience' }

/** Settings of a schedule that fires every day. */
export function everyDayAt(time: string): Activity['settings'] {
  const times = { kind: 'at', times: [time] }
  return { schedule: { every: 'day', interval: 1, times, from: null, end: { kind: 'never' } } }
}

/** Settings of a wait of some days that ends in the daytime. */
export function waitDays(days: number): Activity['settings'] {
  return { until: 'duration', duration: { amount: days, unit: 'days' }, window: null }
}
