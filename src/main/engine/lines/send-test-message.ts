import { UserError } from '../../../shared/errors.ts'
import { readPhone } from '../../../shared/phone.ts'
import { chooseCoding } from '../../../shared/sms/choose-coding.ts'
import { findSuppression } from '../consent/suppressions.ts'
import type { EngineContext } from '../context.ts'
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
 * Sends one message outside of any delivery; no ledger knows of it and no figure counts it.
 * @throws UserError `line/test-number`, `line/test-suppressed`, and those of `idleTransport`
 */
export async function sendTestMessage(
  { workspace, random }: EngineContext,
  lines: Lines,
  { id, phone, text }: TestMessage,
): Promise<{ outcome: 'accepted' | 'refused' | 'unknown'; code: string | null }> {
  const { sql } = workspace
  const reading = readPhone(phone, readSettings(sql).defaultCountry)
  if (reading.kind !== 'ok') throw new UserError('line/test-number')
  if (findSuppression(sql, reading.e164)) throw new UserError('line/test-suppressed')
  const outcome = await idleTransport(lines, id).send(
    {
      messageId: 0,
      recipient: reading.e164,
      text,
      encoding: chooseCoding(text).encoding,
      reference: random.integer(256),
      acceptedParts: [],
      expiresAt: null,
    },
    () => {},
  )
  if (outcome.kind === 'refused') return { outcome: 'refused', code: outcome.error.code }
  return { outcome: outcome.kind, code: outcome.kind === 'unknown' ? outcome.reason : null }
}
