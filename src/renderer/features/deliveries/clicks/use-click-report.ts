import { ref, shallowRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ClickReport } from '../../../../shared/contract/clicks.ts'
import type { FileReading } from '../../../../shared/contract/imports.ts'
import { client, desktop } from '../../../host.ts'
import { useWork } from '../../../parts/work/index.ts'

/** A report as the engine has looked at it. */
interface Inspected {
  readonly file: string
  readonly fileName: string
  readonly reading: FileReading
  readonly rows: number | null
  readonly columns: readonly { readonly header: string; readonly samples: readonly string[] }[]
  readonly saysZone: boolean
}

/** Reads a report of clicks: a file is chosen, looked at, and taken in. */
export function useClickReport() {
  const { t } = useI18n()
  const { work, run } = useWork('people')
  const inspected = shallowRef<Inspected>()
  const chosen = { link: ref<number | null>(null), time: ref<number | null>(null) }
  const timeZone = ref<string | null>(null)
  const report = shallowRef<ClickReport>()
  const { failure, isBusy, busily } = useBusy()

  function clear(): void {
    inspected.value = undefined
    report.value = undefined
    failure.value = undefined
    timeZone.value = null
  }

  async function choose(): Promise<void> {
    const file = await desktop.openFile([{ name: t('deliveries.clicks.kind'), extensions: [...endings] }])
    if (!file) return
    const found = await client.call('clicks.inspect', { file: file.ref })
    inspected.value = { ...found, file: file.ref, fileName: file.name }
    report.value = undefined
    chosen.link.value = found.link
    chosen.time.value = found.time
  }

  /** @param zone meant where the person chose none */
  async function take(zone: string): Promise<void> {
    const [link, time, seen] = [chosen.link.value, chosen.time.value, inspected.value]
    if (link === null || time === null || !seen) return
    const { file, reading } = seen
    const given = { file, reading, link, time, timeZone: timeZone.value ?? zone }
    report.value = await run(t('deliveries.clicks.running'), job =>
      client.call('clicks.import', { ...given, job }),
    )
  }
  const known = { inspected, timeZone, report, failure, isBusy, work }
  const acts = { clear, choose: () => busily(choose), take: (zone: string) => busily(() => take(zone)) }
  return { ...chosen, ...known, ...acts }
}

const endings = ['csv', 'tsv', 'txt', 'log', 'xlsx'] as const

/** One thing at a time, with what went wrong. */
function useBusy(): {
  failure: Ref<unknown>
  isBusy: Ref<boolean>
  busily: (start: () => Promise<void>) => Promise<void>
} {
  const failure = shallowRef<unknown>()
  const isBusy = ref(false)
  return {
    failure,
    isBusy,
    async busily(start) {
      if (isBusy.value) return
      isBusy.value = true
      failure.value = undefined
      try {
        await start()
      } catch (error) {
        failure.value = error
      } finally {
        isBusy.value = false
      }
    },
  }
}
