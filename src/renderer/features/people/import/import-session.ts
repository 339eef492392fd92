import { defineStore } from 'pinia'
import { shallowRef, type ShallowRef } from 'vue'
import type { ChosenFile } from '../../../../shared/contract/desktop.ts'
import type { ColumnTarget, FileReading } from '../../../../shared/contract/imports.ts'
import { client, desktop } from '../../../host.ts'
import {
  emptyDraft,
  withFile,
  withInspection,
  withReading,
  withTarget,
  withTrouble,
  type ImportDraft,
  type MappedDraft,
} from './import-draft.ts'

/** Files of people, as a dialog offers them. */
function fileKinds(name: string) {
  return [{ name, extensions: ['csv', 'tsv', 'txt'] }]
}

/**
 * The import that is being set up. It outlives its screen, so that looking something up elsewhere loses nothing;
 * once started, the engine carries it and its own screen follows it.
 */
export const useImportSession = defineStore('import', () => {
  const draft = shallowRef<ImportDraft>(emptyDraft)
  return { draft, ...readingOf(draft), ...mappingOf(draft), ...startOf(draft) }
})

/** Runs one step at a time; when another was begun meanwhile, the outcome of the earlier one counts for nothing. */
function createSteps(failed: (error: unknown) => void) {
  let latest = 0
  return {
    async run(work: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
      const mine = ++latest
      const isCurrent = (): boolean => mine === latest
      try {
        await work(isCurrent)
      } catch (error) {
        if (isCurrent()) failed(error)
      }
    },
    forget: () => void (latest += 1),
  }
}

/** Choosing a file and looking at it. */
function readingOf(draft: ShallowRef<ImportDraft>) {
  const steps = createSteps(error => (draft.value = withTrouble(draft.value, error)))

  async function look(file: ChosenFile, isCurrent: () => boolean): Promise<void> {
    const { country, inspection } = await inspect(file, draft.value)
    if (isCurrent()) draft.value = withInspection(draft.value, inspection, country)
  }

  /** Looks at a file whose permission is on its way, e.g. while a browser hands it to the host. */
  function take(granted: Promise<ChosenFile>, name: string): Promise<void> {
    return steps.run(async isCurrent => {
      draft.value = withFile({ ref: '', name })
      const file = await granted
      if (!isCurrent()) return
      draft.value = withFile(file)
      await look(file, isCurrent)
    })
  }

  return {
    /** Asks for a file and looks at it; nothing changes where the person cancels. */
    async choose(kindName: string): Promise<void> {
      const file = await desktop.openFile(fileKinds(kindName))
      if (file) await take(Promise.resolve(file), file.name)
    },
    drop: (file: File) => take(desktop.acceptDropped(file), file.name),
    /** Looks at the same file once more. */
    async retry(): Promise<void> {
      const { file } = draft.value
      if (file?.ref) await take(Promise.resolve(file), file.name)
    },
    /** Reads the file in another way. */
    async reread(reading: FileReading): Promise<void> {
      const before = draft.value
      if (before.step === 'file') return
      draft.value = withReading(before, reading)
      await steps.run(isCurrent => look(before.file, isCurrent))
    },
    reset(): void {
      steps.forget()
      draft.value = emptyDraft
    },
  }
}

/** What is chosen about a file that is understood. */
function mappingOf(draft: ShallowRef<ImportDraft>) {
  return {
    retarget(index: number, target: ColumnTarget): void {
      if (draft.value.step !== 'file') draft.value = withTarget(draft.value, index, target)
    },
    change(part: Partial<Pick<MappedDraft, 'step' | 'country' | 'badNumbers'>>): void {
      if (draft.value.step !== 'file') draft.value = { ...draft.value, ...part }
    },
  }
}

function startOf(draft: ShallowRef<ImportDraft>) {
  const isStarting = shallowRef(false)
  return {
    isStarting,
    /** Begins the import; a second press while it begins does nothing. Answers its id, or null. */
    async start(): Promise<number | null> {
      const ready = draft.value
      if (ready.step === 'file' || isStarting.value) return null
      isStarting.value = true
      try {
        const id = await begin(ready)
        draft.value = emptyDraft
        return id
      } catch (error) {
        draft.value = withTrouble(draft.value, error)
        return null
      } finally {
        isStarting.value = false
      }
    },
  }
}

async function begin({ file, reading, targets, country, badNumbers }: MappedDraft): Promise<number> {
  const { importId } = await client.call('imports.start', {
    file: file.ref,
    reading,
    columns: [...targets],
    defaultCountry: country,
    badNumbers,
  })
  return importId
}

/** Asks what a file is; the first time in the country of the workspace, then as it was chosen. */
async function inspect(file: ChosenFile, draft: ImportDraft) {
  const isFirst = draft.step === 'file'
  const country = isFirst ? await defaultCountry() : draft.country
  const reading = isFirst ? {} : { reading: draft.reading }
  const asked = { file: file.ref, defaultCountry: country, ...reading }
  return { country, inspection: await client.call('imports.inspect', asked) }
}

async function defaultCountry(): Promise<string> {
  const { settings } = await client.call('workspace.describe', {})
  return settings.defaultCountry
}
