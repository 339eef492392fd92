import { dayOf } from '../../../shared/calendar-day.ts'
import { UserError } from '../../../shared/errors.ts'
import { limitsOf } from '../../../shared/lines/line-limits.ts'
import { readPhone } from '../../../shared/phone.ts'
import { measureText } from '../../../shared/sms/measure-text.ts'
import { findSuppression } from '../consent/suppressions.ts'
import type { EngineContext } from '../context.ts'
import { addUsage, openRoom, type SimDay } from '../outbox/sim-usage.ts'
import { readSettings } from '../workspace/settings.ts'
import type { Lines } from './create-lines.ts'
import { idleTransport } from './idle-line.ts'

/** What a person tries a line with. */
export interface TestMessage {
  readonly id: number
  readonly phone: string
  readonly text: string
}

/**
 * Sends one message outside of any delivery; no ledger knows of it and no figure counts it, only the caps of the SIM do.
 * @throws UserError `line/test-number`, `line/test-suppressed`, `line/cap-reached`, and those of `idleTransport`
 */
export async function sendTestMessage(
  context: EngineContext,
  lines: Lines,
  { id, phone, text }: TestMessage,
): Promise<{ outcome: 'accepted' | 'refused' | 'unknown'; code: string | null }> {
  const { workspace, random } = context
  const { sql } = workspace
  const reading = readPhone(phone, readSettings(sql).defaultCountry)
  if (reading.kind !== 'ok') throw new UserError('line/test-number')
  if (findSuppression(sql, reading.e164)) throw new UserError('line/test-suppressed')
  const transport = idleTransport(lines, id)
  const { encoding, parts } = measureText(text)
  const usage = reserveUsage(context, lines, { id, parts })
  const outcome = await transport.send(
    {
      messageId: 0,
      recipient: reading.e164,
      text,
      encoding,
      reference: random.integer(256),
      acceptedParts: [],
      expiresAt: null,
    },
    () => {},
  )
  if (outcome.kind === 'refused') addUsage(sql, usage, -parts)
  if (outcome.kind === 'refused') return { outcome: 'refused', code: outcome.error.code }
  return { outcome: outcome.kind, code: outcome.kind === 'unknown' ? outcome.reason : null }
}

function reserveUsage(
  { workspace, clock }: EngineContext,
  lines: Lines,
  { id, parts }: { readonly id: number; readonly parts: number },
): SimDay {
  const { name, settings } = lines.get(id)
  const today = { sim: lines.simOf(id), day: dayOf({ now: clock.now(), timeZone: clock.timeZone() }) }
  if (openRoom(workspace.sql, today, limitsOf(settings))?.take(parts))
    throw new UserError('line/cap-reached', { line: name })
  addUsage(workspace.sql, today, parts)
  return today
}
