import { inject, provide, ref, type InjectionKey, type Ref } from 'vue'

/** What the panel beside the drawing shows of runs. */
export type RunTab = 'run' | 'log' | 'runs' | 'properties'

/** Which part of the panel is open, and of which activity the log is. */
export interface RunPanelView {
  readonly tab: Ref<RunTab>
  /** Null for all activities. */
  readonly activityId: Ref<string | null>
}

const key: InjectionKey<RunPanelView> = Symbol('run panel')

/** Called by the screen that holds the panel. */
export function provideRunPanel(): RunPanelView {
  const view: RunPanelView = { tab: ref('run'), activityId: ref(null) }
  provide(key, view)
  return view
}

/** The panel of the screen around the calling component. */
export function useRunPanel(): RunPanelView {
  const view = inject(key)
  if (!view) throw new Error('No panel for runs here')
  return view
}
