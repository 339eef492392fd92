import type { z } from 'zod'

/** What a kind of line can do, whatever its settings. */
export interface LineCapabilities {
  /** The network reports what became of each part. */
  readonly deliveryReports: boolean
  /** Replies come back on the same line. */
  readonly inbound: boolean
  /** A message can come from a name of letters instead of a number; nobody can answer it then. */
  readonly senderName: boolean
  /** Nothing really leaves. */
  readonly simulated: boolean
}

/** One kind of line: what a person sets on it, and what follows from that. */
export interface LineDefinition<Kind extends string, Settings extends z.ZodType> {
  readonly kind: Kind
  readonly settings: Settings
  /** Settings whose values never leave the engine: nobody reads them back, and no log holds them. */
  readonly secrets: readonly (keyof z.output<Settings> & string)[]
  readonly capabilities: LineCapabilities
  /** Parts a minute to reckon with when estimating how long a delivery takes; always above 0. */
  partsPerMinute(settings: z.output<Settings>): number
}

/** Keeps the literal types of a definition while checking its shape. */
export function defineLine<const Kind extends string, Settings extends z.ZodType>(
  definition: LineDefinition<Kind, Settings>,
): LineDefinition<Kind, Settings> {
  return definition
}
