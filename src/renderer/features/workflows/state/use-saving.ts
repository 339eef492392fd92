import { useDebounceFn, useEventListener } from '@vueuse/core'
import { onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { UndoSteps, Workflow } from '../../../../shared/contract/workflows.ts'
import { UserError } from '../../../../shared/errors.ts'
import type { WorkflowDocument } from '../../../../shared/workflow-document.ts'
import { client } from '../../../host.ts'

/** How the document on screen stands to the one on disk. */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict'

/** Saving by itself, and what to do where it cannot. */
export interface Saving {
  readonly state: Readonly<Ref<SaveState>>
  readonly error: Readonly<ShallowRef<unknown>>
  /** Saves now; false when it could not. */
  readonly flush: () => Promise<boolean>
  /** In a conflict: keeps what is on screen. */
  readonly keepMine: () => Promise<void>
  /** In a conflict: shows what the other window saved; undo brings the own version back. */
  readonly takeTheirs: () => Promise<void>
}

const quietMs = 600

interface Place {
  readonly workflow: Workflow
  readonly document: ComputedRef<WorkflowDocument>
  readonly adopt: (workflow: Workflow) => void
  readonly saved: (document: WorkflowDocument) => void
  /** What can be undone from a document, to be kept beside it. */
  readonly stepsOf: (document: WorkflowDocument) => UndoSteps | null
}

/** Saves a document a moment after each change, one save at a time, each made from the revision before. */
export function useSaving(place: Place): Saving {
  const { workflow, document } = place
  const saver = createSaver(place)
  const { state, flush } = saver
  const resolve = conflictMoves({ place, rebase: saver.rebase, state, flush })
  const saveSoon = useDebounceFn(flush, quietMs)

  function touch(): void {
    if (state.value === 'conflict') return
    if (state.value !== 'saving') state.value = saver.isClean() ? 'saved' : 'waiting'
    void saveSoon()
  }

  watch(document, touch, { flush: 'sync' })
  const unlisten = client.on('workflows.changed', ({ id }) => {
    if (id === workflow.id && state.value === 'saved') void resolve.follow(saver.revision)
  })
  const stopWatching = client.onState(link => {
    if (link === 'connected' && state.value === 'failed') void flush()
  })
  saveBeforeLeaving(saver, document)
  onScopeDispose(() => {
    unlisten()
    stopWatching()
    void flush()
  })
  return { state, error: saver.error, flush, keepMine: resolve.keepMine, takeTheirs: resolve.takeTheirs }
}

/** A page that is closed or loaded anew sends what is left; it asks where that cannot be saved. */
function saveBeforeLeaving({ flush, isClean, handed }: Saver, drawn: Place['document']): void {
  const isLeft = (): boolean => drawn.value !== handed() || client.state !== 'connected'
  useEventListener(window, 'beforeunload', event => {
    void flush()
    if (!isClean() && isLeft()) event.preventDefault()
  })
  useEventListener(window, 'pagehide', () => void flush())
  useEventListener(document, 'visibilitychange', () => {
    if (document.visibilityState === 'hidden') void flush()
  })
}

type Saver = ReturnType<typeof createSaver>

/** Saves what is not saved until nothing is left; calls while it does so wait for the same end. */
function createSaver({ workflow, document, saved, stepsOf }: Place) {
  const state = ref<SaveState>('saved')
  const error = shallowRef<unknown>(null)
  let base = { revision: workflow.revision, document: workflow.document }
  /** What the engine was last given. */
  let handed = workflow.document
  let running: Promise<void> | undefined

  async function saveAll(): Promise<void> {
    while (document.value !== base.document) {
      const sent = document.value
      handed = sent
      state.value = 'saving'
      const given = { id: workflow.id, document: sent, revision: base.revision, ...keptSteps(stepsOf(sent)) }
      const { revision } = await client.call('workflows.save', given)
      base = { revision, document: sent }
    }
    state.value = 'saved'
    saved(base.document)
  }

  function fail(caught: unknown): void {
    handed = base.document
    state.value = isConflict(caught) ? 'conflict' : 'failed'
    error.value = caught
  }

  async function flush(): Promise<boolean> {
    if (state.value === 'conflict') return false
    if (document.value === base.document && !running) return true
    running ??= saveAll()
      .catch(fail)
      .finally(() => (running = undefined))
    await running
    return state.value === 'saved'
  }

  const rebase = (theirs: Workflow): void => {
    base = { revision: theirs.revision, document: theirs.document }
    handed = theirs.document
  }
  const isClean = (): boolean => document.value === base.document
  return { state, error, flush, rebase, isClean, handed: () => handed, revision: () => base.revision }
}

function keptSteps(steps: UndoSteps | null): { steps?: UndoSteps } {
  return steps ? { steps } : {}
}

function isConflict(error: unknown): boolean {
  return error instanceof UserError && error.code === 'workflow/changed-elsewhere'
}

interface Conflict {
  readonly place: Place
  readonly rebase: (theirs: Workflow) => void
  readonly state: Ref<SaveState>
  readonly flush: () => Promise<boolean>
}

function conflictMoves({ place, rebase, state, flush }: Conflict) {
  const read = (): Promise<Workflow> => client.call('workflows.get', { id: place.workflow.id })

  function take(theirs: Workflow): void {
    rebase(theirs)
    place.adopt(theirs)
    state.value = 'saved'
    place.saved(theirs.document)
  }

  return {
    async keepMine(): Promise<void> {
      rebase(await read())
      state.value = 'waiting'
      await flush()
    },
    async takeTheirs(): Promise<void> {
      take(await read())
    },
    /** Another window saved while nothing was changed here: its version is shown. */
    async follow(revision: () => number): Promise<void> {
      const theirs = await read()
      if (theirs.revision > revision() && state.value === 'saved') take(theirs)
    },
  }
}
