import type { z } from 'zod'
import { gsmModemLine } from './gsm-modem.ts'
import { simulatorLine } from './simulator.ts'

/** Every kind of line, by its kind. */
export const LINES = {
  [gsmModemLine.kind]: gsmModemLine,
  [simulatorLine.kind]: simulatorLine,
} as const

/** A kind of line. */
export type LineKind = keyof typeof LINES

/** The stored settings of one kind of line. */
export type LineSettings<Kind extends LineKind = LineKind> = z.output<(typeof LINES)[Kind]['settings']>

/** The kinds in the order in which they are offered. */
export const LINE_KINDS: readonly LineKind[] = ['gsm-modem', 'simulator']

/** Whether a stored word names a kind of line that this version knows. */
export function isLineKind(kind: string): kind is LineKind {
  return Object.hasOwn(LINES, kind)
}

/**
 * Parts a minute to reckon with for a line.
 *
 * @throws z.ZodError when the settings are not of that kind
 */
export function partsPerMinute(kind: LineKind, settings: unknown): number {
  switch (kind) {
    case 'gsm-modem':
      return gsmModemLine.partsPerMinute(gsmModemLine.settings.parse(settings))
    case 'simulator':
      return simulatorLine.partsPerMinute(simulatorLine.settings.parse(settings))
  }
}
