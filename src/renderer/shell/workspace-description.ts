import { onBeforeUnmount, shallowRef, watch } from 'vue'
import { client } from '../host.ts'
import { describeTrouble } from '../parts/errors/index.ts'
import { useToasts } from '../ui/index.ts'
import { useEngineState } from '../engine-state.ts'

/** Name of the workspace, asked again after each change and connection; its notices appear once. */
export function useWorkspaceDescription() {
  const name = shallowRef('')
  const engine = useEngineState()
  const { show } = useToasts()
  let hasShownNotices = false

  async function ask(): Promise<void> {
    const workspace = await client.call('workspace.describe', {})
    name.value = workspace.name
    if (hasShownNotices) return
    hasShownNotices = true
    for (const notice of workspace.notices) {
      const { title, next } = describeTrouble(notice)
      show({ title, text: next || undefined, tone: 'error' })
    }
  }

  onBeforeUnmount(client.on('workspace.changed', () => void ask()))
  watch(engine, state => state === 'connected' && ask(), { immediate: true })
  return { name, engine }
}
