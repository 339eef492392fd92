import type { z } from 'zod'
import type { ColumnType } from '../column.ts'
import type { Transition } from '../workflow-document.ts'

/** Groups of the palette. */
export type ActivityFamily = 'targeting' | 'flow' | 'channel'

/** A value that people carry along a transition besides their own fields, e.g. from a file; named as fields are. */
export interface Column {
  readonly name: string
  readonly label: string
  readonly type: ColumnType
}

type Draft = Readonly<Record<string, unknown>>

/** What an activity is, wherever it is used: palette, form, pre-flight, run. */
export interface ActivityDefinition<K extends string = string, S extends z.ZodType = z.ZodType> {
  readonly kind: K
  readonly family: ActivityFamily
  /** Bumped when the settings change shape. */
  readonly version: number
  /** How many transitions come in: none, one at most, exactly one, or one and more. */
  readonly inlets: 'none' | 'optional' | 'one' | 'many'
  /** What leaves it: people that it chose, those who came in, or only a signal that it is time. */
  readonly carries: 'people' | 'inbound' | 'signal'
  /** Whether it makes no sense without people: a mere signal in front of it is an error. */
  readonly needsPeople?: true
  /** It is executed only when all transitions that come in have fired; otherwise it is out of reach (FC-08). */
  readonly joins?: 'all'
  /** Where runs begin by themselves, each time it fires. */
  readonly isTrigger?: true
  /** Where people enter a workflow: the qualification rule and the person limit are applied to what comes out. */
  readonly isSource?: true
  /** Complete settings, as a run needs them. */
  readonly settings: S
  /** Settings of a freshly placed activity; they need not be complete yet. */
  readonly initial: Draft
  /** Settings that give it an outlet where it has none at first; merged when it is inserted on a transition. */
  readonly passing?: Draft
  /** What a person can answer while it waits for one, with its words; it finds the id as `answer` in its memory. */
  answers?(settings: Draft): readonly { readonly id: string; readonly label: string }[]
  /** Ids of the outlets with the given settings; they may be incomplete. */
  outlets(settings: Draft): readonly string[]
  /** What a person calls an outlet; undefined where it has the usual name. */
  outletLabel?(settings: Draft, outlet: string): string | undefined
  /** Whose people leave, where it is those of one transition only; undefined where none is chosen. */
  primaryOf?(settings: Draft, incoming: readonly Transition[]): Transition | undefined
  /** Variables that it sets for what comes behind it: numbers, all of them. */
  readonly counts?: readonly string[]
  /**
   * Columns of the people who leave, given those of the people who come in; without it, the same. `sets` are those of
   * each transition by itself.
   */
  columns?(
    settings: Draft,
    inbound: readonly Column[],
    sets: readonly (readonly Column[])[],
  ): readonly Column[]
  /** Whether it is often the last one, so that nobody need be told that it leads nowhere. */
  readonly mayEnd?: true
}

/** Checks a definition's types and hands it back. */
export function defineActivity<const K extends string, S extends z.ZodType>(
  definition: ActivityDefinition<K, S>,
): ActivityDefinition<K, S> {
  return definition
}
