import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { DeliveryTemplate } from '../../../shared/contract/delivery-templates.ts'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { builtInTemplates } from '../../../shared/delivery/templates/built-in-templates.ts'
import { client } from '../../host.ts'
import { useFresh, type Fresh } from '../fresh/index.ts'

/** What a delivery takes from a template: a copy that knows nothing of it. */
export interface TakenTemplate {
  readonly content: DeliveryContent
  readonly settings: DeliverySettings
}

/** A template as it is offered. */
export interface OfferedTemplate extends TakenTemplate {
  readonly key: string
  readonly label: string
  readonly description: string
  /** Null for one that comes with the program, which nobody can change. */
  readonly id: number | null
}

/** All templates, kept fresh: those of the program in the person's language, then the own ones. */
export interface DeliveryTemplates extends Omit<Fresh<unknown>, 'value'> {
  readonly builtIn: ComputedRef<readonly OfferedTemplate[]>
  readonly own: ComputedRef<readonly OfferedTemplate[]>
}

/** The templates that there are to choose from. */
export function useDeliveryTemplates(): DeliveryTemplates {
  const { t } = useI18n()
  const { value: kept, ...state } = useFresh<readonly DeliveryTemplate[]>(
    () => client.call('deliveryTemplates.list', {}),
    { first: [], after: ['deliveryTemplates.changed'] },
  )

  return {
    builtIn: computed(() =>
      builtInTemplates.map(({ id, make }) => ({
        ...make((key, named = {}) => t(`drafts.${key}`, named)),
        key: `built-in ${id}`,
        label: t(`drafts.${id}/label`),
        description: t(`drafts.${id}/about`),
        id: null,
      })),
    ),
    own: computed(() => kept.value.map(template => ({ ...template, key: `own ${template.id}` }))),
    ...state,
  }
}
