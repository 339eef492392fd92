import { createHash } from 'node:crypto'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { inOrder } from '../../../shared/workflow/file/canonical-json.ts'

/** Stands for what a person confirms of a whole series: the same for the same content and settings, whoever wrote them. */
export function seriesDigest({
  content,
  settings,
}: {
  readonly content: DeliveryContent
  readonly settings: DeliverySettings
}): string {
  const written = JSON.stringify(inOrder({ content, settings }))
  return createHash('sha256').update(written).digest('hex')
}
