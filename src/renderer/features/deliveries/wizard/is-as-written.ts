import type { Delivery } from '../../../../shared/contract/deliveries.ts'
import { deliveryContentSchema } from '../../../../shared/delivery/delivery-content.ts'
import { deliverySettingsSchema } from '../../../../shared/delivery/delivery-settings.ts'
import { isSame } from '../../../../shared/is-same.ts'
import type { GroupMessage } from '../../../../shared/workflow/group-message.ts'

/** Whether a delivery still says what the steps to its message say, and is sent as they say. */
export function isAsWritten(
  { content, settings }: Pick<Delivery, 'content' | 'settings'>,
  message: Pick<GroupMessage, 'content' | 'settings'>,
): boolean {
  const written = {
    content: deliveryContentSchema.safeParse(message.content).data,
    settings: deliverySettingsSchema.safeParse(message.settings).data,
  }
  return isSame(written, { content, settings })
}
