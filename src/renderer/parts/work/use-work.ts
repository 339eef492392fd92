import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { client } from '../../host.ts'

/** Work that is going on, as `WorkProgress` shows it. */
export interface Work {
  readonly title: string
  readonly done: number
  /** 0 while it is not known. */
  readonly of: number
  readonly isCancelling: boolean
  readonly cancel: () => void
}

/** Who tells about the work and who ends it. */
type WorkKind = 'people' | 'export'
const calls = {
  people: { push: 'people.work-progressed', cancel: 'people.cancelWork' },
  export: { push: 'export.progressed', cancel: 'exports.cancel' },
} as const

/** Quicker work shows nothing but its result. */
const showAfterMs = 400

/** Runs long work one at a time, with its progress and a way to end it. */
export function useWork(kind: WorkKind): {
  readonly work: Readonly<ShallowRef<Work | undefined>>
  readonly run: <T>(title: string, start: (job: string) => Promise<T>) => Promise<T>
} {
  const work = shallowRef<Work>()
  const { push, cancel } = calls[kind]
  let job = ''
  const update = (change: Partial<Work>): void => {
    if (work.value) work.value = { ...work.value, ...change }
  }
  onScopeDispose(
    client.on(push, ({ job: of, ...progress }) => {
      if (of === job) update(progress)
    }),
  )

  async function run<T>(title: string, start: (job: string) => Promise<T>): Promise<T> {
    job = crypto.randomUUID()
    const begun: Work = {
      title,
      done: 0,
      of: 0,
      isCancelling: false,
      cancel() {
        update({ isCancelling: true })
        void client.call(cancel, { job })
      },
    }
    const timer = setTimeout(() => (work.value = begun), showAfterMs)
    try {
      return await start(job)
    } finally {
      clearTimeout(timer)
      work.value = undefined
    }
  }
  return { work, run }
}
