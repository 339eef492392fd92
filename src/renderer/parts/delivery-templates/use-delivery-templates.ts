import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { DeliveryTemplate } from '../../../shared/contract/delivery-templates.ts'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { builtInTemplates } from '../../../shared/delivery/templates/built-in-templates.ts'
import { client } from '../../host.ts'

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
export interface DeliveryTemplates {
  readonly builtIn: ComputedRef<readonly OfferedTemplate[]>
  readonly own: ComputedRef<readonly OfferedTemplate[]>
  readonly isLoading: Readonly<Ref<boolean>>
  /** Why the own ones are not known. */
  readonly failure: Readonly<ShallowRef<unknown>>
  load(): Promise<void>
}

/** The templates that there are to choose from. */
export function useDeliveryTemplates(): DeliveryTemplates {
  const { t } = useI18n()
  const kept = shallowRef<readonly DeliveryTemplate[]>([])
  const isLoading = ref(true)
  const failure = shallowRef<unknown>()

  async function load(): Promise<void> {
    try {
      kept.value = await client.call('deliveryTemplates.list', {})
      failure.value = undefined
    } catch (error) {
      failure.value = error
    } finally {
      isLoading.value = false
    }
  }
  void load()
  onScopeDispose(client.on('deliveryTemplates.changed', () => void load()))

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
    isLoading,
    failure,
    load,
  }
}
