import type { z } from 'zod'

/** Groups of the palette. */
export type ActivityFamily = 'targeting' | 'flow' | 'channel'

/** What an activity is, wherever it is used: palette, form, pre-flight, run. */
export interface ActivityDefinition<K extends string = string, S extends z.ZodType = z.ZodType> {
  readonly kind: K
  readonly family: ActivityFamily
  /** Bumped when the settings change shape. */
  readonly version: number
  /** How many transitions may come in: none, exactly one, or any number. */
  readonly inlets: 'none' | 'one' | 'many'
  /** Complete settings, as a run needs them. */
  readonly settings: S
  /** Settings of a freshly placed activity; they need not be complete yet. */
  readonly initial: Readonly<Record<string, unknown>>
  /** Settings that give it an outlet where it has none at first; merged when it is inserted on a transition. */
  readonly passing?: Readonly<Record<string, unknown>>
  /** Ids of the outlets with the given settings; they may be incomplete. */
  outlets(settings: Readonly<Record<string, unknown>>): readonly string[]
}

/** Checks a definition's types and hands it back. */
export function defineActivity<const K extends string, S extends z.ZodType>(
  definition: ActivityDefinition<K, S>,
): ActivityDefinition<K, S> {
  return definition
}
