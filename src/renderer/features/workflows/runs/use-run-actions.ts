import {
  computed,
  inject,
  nextTick,
  provide,
  ref,
  shallowRef,
  type ComputedRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
} from 'vue'
import type { PublishEffects } from '../../../../shared/contract/workflows.ts'
import { client } from '../../../host.ts'
import { showError } from '../../../parts/errors/index.ts'
import { useWorkflow, type WorkflowEditor } from '../state/use-workflow.ts'
import { waitingIn, type WaitingDeliveries } from '../state/waiting-deliveries.ts'
import { attempt } from './attempt.ts'

/** What publishing would change, and what follows it. */
export interface PublishQuestion {
  readonly effects: PublishEffects
  readonly resumes: boolean
}

/** What a person does to the workflow as a whole, with the questions that come before it. */
export interface RunActions {
  readonly start: () => Promise<void>
  readonly restart: () => Promise<void>
  readonly pause: () => Promise<void>
  readonly resume: () => Promise<void>
  /** Publishes the draft, and resumes then where that is asked for; asks first where it changes what is under way. */
  readonly publish: (resumes?: boolean) => Promise<void>
  readonly publishNow: () => Promise<void>
  readonly stop: () => Promise<void>
  /** Deliveries that wait for review while it is to be started; undefined while there is nothing to ask. */
  readonly waiting: ShallowRef<WaitingDeliveries | undefined>
  /** Starts all the same; what waits is stopped for good. */
  readonly discard: () => Promise<void>
  readonly isStopAsked: Ref<boolean>
  readonly question: ShallowRef<PublishQuestion | undefined>
  /** The draft says something else than what runs. */
  readonly isDraftAhead: ComputedRef<boolean>
  readonly isAsking: ComputedRef<boolean>
}

interface Ground {
  /** Whether the draft may be run or published; shows why not. */
  readonly mayRun: () => Promise<boolean>
}

const key: InjectionKey<RunActions> = Symbol('run actions')

/** Called by the screen that holds the dialogs. */
export function provideRunActions(ground: Ground): RunActions {
  const actions = createRunActions(ground)
  provide(key, actions)
  return actions
}

/** The actions on the workflow that is open around the calling component. */
export function useRunActions(): RunActions {
  const actions = inject(key)
  if (!actions) throw new Error('No workflow can be run here')
  return actions
}

function createRunActions({ mayRun }: Ground): RunActions {
  const editor = useWorkflow()
  const { live, selection, issues } = editor
  const waiting = shallowRef<WaitingDeliveries>()
  const isStopAsked = ref(false)
  let begin = live.start

  async function run(discards: boolean): Promise<void> {
    try {
      await begin(discards)
      selection.clear()
    } catch (error) {
      waiting.value = waitingIn(error)
      if (!waiting.value) showError(error)
      void issues.check()
    }
  }

  async function beginWith(command: typeof live.start): Promise<void> {
    if (live.isBusy.value || !(await mayRun())) return
    begin = command
    await run(false)
  }

  const publishing = usePublishing(editor, mayRun)
  return {
    ...publishing,
    waiting,
    isStopAsked,
    start: async () => {
      if (!live.isUnderWay.value) await beginWith(live.start)
    },
    restart: () => beginWith(live.restart),
    pause: async () => void (await attempt(live.pause)),
    resume: async () => void (await attempt(live.resume)),
    stop: async () => void (await attempt(live.stop)),
    discard: () => run(true),
    isAsking: computed(
      () => waiting.value !== undefined || isStopAsked.value || publishing.question.value !== undefined,
    ),
  }
}

function usePublishing(
  { live, id }: WorkflowEditor,
  mayRun: Ground['mayRun'],
): Pick<RunActions, 'publish' | 'publishNow' | 'question' | 'isDraftAhead'> {
  const question = shallowRef<PublishQuestion>()

  async function publishNow(resumes: boolean): Promise<void> {
    question.value = undefined
    await nextTick()
    const isDone = await attempt(live.publish)
    if (isDone && resumes) await attempt(live.resume)
  }

  return {
    question,
    isDraftAhead: computed(() => live.standing.value.version?.isCurrent === false),
    publishNow: () => publishNow(question.value?.resumes ?? false),
    async publish(resumes = false) {
      if (live.isBusy.value || !(await mayRun())) return
      await attempt(async () => {
        const effects = await client.call('workflows.affects', { id })
        const isHarmless = effects.waiting.length === 0 && effects.firings.length === 0
        if (isHarmless) await publishNow(resumes)
        else question.value = { effects, resumes }
      })
    },
  }
}
