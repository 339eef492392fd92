import { readonly, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { WorkspaceSettings } from '../../../shared/contract/workspace.ts'
import { client } from '../../host.ts'
import { showError } from '../../parts/errors/index.ts'
import { useToasts } from '../../ui/index.ts'

/** Saves settings of the workspace and says that they are saved, or why not. */
export function useConfigure(): {
  readonly isBusy: Readonly<Ref<boolean>>
  readonly configure: (part: Partial<WorkspaceSettings>) => Promise<void>
} {
  const { t } = useI18n()
  const { show } = useToasts()
  const isBusy = ref(false)

  async function configure(part: Partial<WorkspaceSettings>): Promise<void> {
    isBusy.value = true
    try {
      await client.call('workspace.configure', part)
      show({ title: t('settings.saved') })
    } catch (error) {
      showError(error)
    } finally {
      isBusy.value = false
    }
  }

  return { isBusy: readonly(isBusy), configure }
}
