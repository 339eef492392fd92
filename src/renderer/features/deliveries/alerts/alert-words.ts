import type { DeliveryAlert } from '../../../../shared/contract/delivery-alerts.ts'
import { describeTrouble } from '../../../parts/errors/index.ts'

/** What is wrong with a delivery, and why where that is known. */
export function alertWords(
  { kind, percent, trouble }: Pick<DeliveryAlert, 'kind' | 'percent' | 'trouble'>,
  t: (key: string, values: Record<string, unknown>) => string,
): string {
  const words = t(`deliveries.alerts.${kind}`, { n: percent ?? 0 })
  return trouble ? `${words} ${describeTrouble(trouble).title}` : words
}
