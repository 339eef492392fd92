import { onBeforeUnmount, readonly, ref, type Ref } from 'vue'
import { client } from './host.ts'

/** Whether the engine answers: connecting, connected, or lost and being called again. */
export function useEngineState(): Readonly<Ref<typeof client.state>> {
  const state = ref(client.state)
  onBeforeUnmount(client.onState(next => (state.value = next)))
  return readonly(state)
}
