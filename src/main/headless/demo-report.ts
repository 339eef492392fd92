import type { CampanileClient } from '../../shared/contract/index.ts'
import type { Delivery, StateCounts } from '../../shared/contract/deliveries.ts'
import { fromMicros } from '../../shared/money.ts'

/** What `demo --json` prints. targeted = Σ excluded + toDeliver; toDeliver = delivered + failed + unknown. */
export interface DemoResult {
  readonly targeted: number
  readonly excluded: Readonly<Record<string, number>>
  readonly toDeliver: number
  readonly parts: number
  readonly cost: { readonly amount: number; readonly currency: string }
  /** Messages that the network took, whatever became of them later. */
  readonly accepted: number
  readonly delivered: number
  readonly failed: number
  readonly unknown: number
  readonly seconds: number
}

/** Adds up a finished delivery. A message that the network took without ever reporting counts as unknown. */
export function describeResult(delivery: Delivery, counts: StateCounts, seconds: number): DemoResult {
  const { preparation } = delivery
  if (!preparation) throw new Error('A delivery that was sent had been prepared.')
  const { cost } = preparation
  return {
    targeted: preparation.targeted,
    excluded: Object.fromEntries(preparation.excluded.map(({ cause, count }) => [cause, count])),
    toDeliver: preparation.toDeliver,
    parts: preparation.parts,
    cost: { amount: fromMicros(cost.micros), currency: cost.currency },
    accepted: counts.accepted + counts.delivered + counts.undelivered,
    delivered: counts.delivered,
    failed: counts.undelivered + counts.failed + counts.expired + counts.cancelled,
    unknown: counts.unknown + counts.accepted + counts.claimed + counts.queued,
    seconds: Math.round(seconds * 100) / 100,
  }
}

const causeNames: Readonly<Record<string, string>> = {
  'no-phone': 'no phone number',
  'invalid-number': 'invalid number',
  'not-textable': 'cannot receive texts (landline)',
  suppressed: 'number is suppressed',
  'duplicate-number': 'number already in this delivery',
  'no-date': 'no date that their moment could follow from',
  'date-past': 'their moment is over',
  'required-field-empty': 'a field that the text needs is empty',
  'render-failed': 'the text cannot be made for them',
  'empty-text': 'text would be empty',
  'too-many-parts': 'text is too long',
  'invalid-sender': 'sender is no name',
}

/** Prints what would be sent, and to whom not. */
export async function printReview(
  client: CampanileClient,
  delivery: Delivery,
  say: (line: string) => void,
): Promise<void> {
  const { preparation, line } = delivery
  if (!preparation) return
  const row = (label: string, value: string | number): void =>
    say(`  ${label.padEnd(52)}${String(value).padStart(10)}`)
  say('\nReview: nothing has been sent yet')
  row('Targeted', preparation.targeted)
  for (const { cause, count } of preparation.excluded) row(`  without: ${causeNames[cause] ?? cause}`, count)
  row('To deliver', preparation.toDeliver)
  row('SMS parts', preparation.parts)
  const { cost } = preparation
  row('Cost', `${(Math.round(cost.micros / 10_000) / 100).toFixed(2)} ${cost.currency}`)
  row('Line', line?.name ?? '')
  say('\nMessages as they will arrive')
  for (const sample of await client.call('deliveries.samples', { id: delivery.id })) {
    say(
      `  ${sample.recipient ?? ''} ${sample.personName} (${sample.parts} part${sample.parts === 1 ? '' : 's'})`,
    )
    say(`    ${sample.text.replaceAll('\n', '\n    ')}`)
  }
  say('')
}
