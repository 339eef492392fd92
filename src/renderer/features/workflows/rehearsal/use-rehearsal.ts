import {
  computed,
  inject,
  onScopeDispose,
  provide,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
} from 'vue'
import type { Rehearsal, RehearsalOptions } from '../../../../shared/contract/rehearsals.ts'
import { UserError } from '../../../../shared/errors.ts'
import { client } from '../../../host.ts'
import { showError } from '../../../parts/errors/index.ts'
import { useWorkflow } from '../state/use-workflow.ts'

/** What a person chooses before a rehearsal. */
export interface RehearsalWishes {
  readonly firings: Ref<number | null>
  readonly days: Ref<number | null>
  /** By activity, the answer that is given there. */
  readonly answers: Ref<Readonly<Record<string, string>>>
  /** By External signal, what it brings, by name. */
  readonly signals: Ref<RehearsalOptions['signals']>
}

/** How far a rehearsal is: a share of the copy, then the moment that its clock shows. */
export interface RehearsalProgress {
  readonly copied: number | null
  readonly at: number | null
}

/** The rehearsal of the workflow that is open. */
export interface RehearsalView extends RehearsalWishes {
  /** The panel is open. */
  readonly isOpen: Ref<boolean>
  readonly isBusy: Readonly<Ref<boolean>>
  readonly progress: Readonly<ShallowRef<RehearsalProgress | null>>
  /** What was found; forgotten as soon as the drawing is changed. */
  readonly found: ComputedRef<Rehearsal | null>
  readonly run: () => Promise<void>
  readonly cancel: () => void
  /** Takes the counts off the drawing. */
  readonly forget: () => void
}

const key: InjectionKey<RehearsalView> = Symbol('rehearsal')

/** Called by the screen that holds the panel. `mayRun` says whether the draft may be rehearsed, and shows why not. */
export function provideRehearsal(mayRun: () => Promise<boolean>): RehearsalView {
  const view = createView(mayRun)
  provide(key, view)
  return view
}

/** The rehearsal of the workflow around the calling component. */
export function useRehearsal(): RehearsalView {
  const view = inject(key)
  if (!view) throw new Error('No workflow can be rehearsed here')
  return view
}

const mostFirings = 10

function createView(mayRun: () => Promise<boolean>): RehearsalView {
  const { id, live, document } = useWorkflow()
  const wishes: RehearsalWishes = { firings: ref(1), days: ref(null), answers: ref({}), signals: ref({}) }
  const isBusy = ref(false)
  const progress = shallowRef<RehearsalProgress | null>(null)
  const forget = (): void => live.showRehearsal(null)

  async function run(): Promise<void> {
    if (isBusy.value || !(await mayRun())) return
    isBusy.value = true
    forget()
    try {
      const options = {
        firings: Math.min(wishes.firings.value ?? 1, mostFirings),
        days: wishes.days.value,
        answers: wishes.answers.value,
        signals: wishes.signals.value,
      }
      live.showRehearsal(await client.call('workflows.rehearse', { id, options }))
    } catch (error) {
      if (!isCancelled(error)) showError(error)
    } finally {
      isBusy.value = false
      progress.value = null
    }
  }

  const stop = client.on('workflow.rehearsal-progressed', told => {
    if (told.id === id) progress.value = { copied: told.of > 0 ? told.copied / told.of : null, at: told.at }
  })
  const cancel = (): void => void client.call('workflows.cancelRehearsal', { id }).catch(showError)
  watch(document, forget)
  onScopeDispose(() => {
    stop()
    if (isBusy.value) cancel()
  })
  const found = computed(() => live.rehearsed.value)
  return { ...wishes, isOpen: ref(false), isBusy, progress, found, run, cancel, forget }
}

function isCancelled(error: unknown): boolean {
  return error instanceof UserError && error.code === 'workflow/rehearsal-cancelled'
}
