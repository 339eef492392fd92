import { z } from 'zod'
import { defineActivity } from './define-activity.ts'

export const parameterTypes = ['text', 'number', 'boolean'] as const

const parameter = z.object({
  /** The variable that it becomes. */
  name: z.string().regex(/^[a-z][a-z0-9_]{0,49}$/),
  type: z.enum(parameterTypes),
  /** A signal without it is refused. */
  isRequired: z.boolean(),
})
export type SignalParameter = z.infer<typeof parameter>

/** What a signal brings, by the name of each parameter. */
export type SignalValues = Readonly<Record<string, string | number | boolean>>

const settings = z.object({
  parameters: z
    .array(parameter)
    .max(50)
    .refine(all => new Set(all.map(({ name }) => name)).size === all.length),
})
export type ExternalSignalSettings = z.infer<typeof settings>

/**
 * Begins a run of what comes behind it, each time that another workflow, the command line or a program sends the signal
 * (FC-10). The workflow has to be started.
 */
export const externalSignal = defineActivity({
  kind: 'external-signal',
  family: 'flow',
  version: 1,
  inlets: 'none',
  carries: 'signal',
  isTrigger: true,
  settings,
  initial: { parameters: [] },
  outlets: () => ['fired'],
})

/** Whether a value can be what a parameter declares. */
export function fitsParameter(
  { type }: Pick<SignalParameter, 'type'>,
  value: string | number | boolean,
): boolean {
  return typeof value === { text: 'string', number: 'number', boolean: 'boolean' }[type]
}
