import type { DeliveryAlert } from '../../../../shared/contract/delivery-alerts.ts'

/** What is wrong with a delivery, in one sentence. */
export function alertWords(
  { kind, percent }: Pick<DeliveryAlert, 'kind' | 'percent'>,
  t: (key: string, values: Record<string, unknown>) => string,
): string {
  return t(`deliveries.alerts.${kind}`, { n: percent ?? 0 })
}
