import { defineStore } from 'pinia'
import { shallowRef, type ShallowRef } from 'vue'
import type { ChosenFile } from '../../../../shared/contract/desktop.ts'
import type { ColumnTarget, ReadingChoice } from '../../../../shared/contract/imports.ts'
import { client, desktop } from '../../../host.ts'
import { i18n } from '../../../i18n/index.ts'
import {
  emptyDraft,
  withFreshGuess,
  withInspection,
  withoutSource,
  withReading,
  withSource,
  withTarget,
  withTrouble,
  type FileDraft,
  type ImportChoices,
  type ImportDraft,
  type MappedDraft,
} from './import-draft.ts'
import { movePhone } from './column-targets.ts'
import { askFor, type ImportSource } from './import-source.ts'
import { nameColumns } from './name-columns.ts'

/** Files of people, as a dialog offers them; of those that cannot be read it is said what to do with them. */
function fileKinds(name: string) {
  return [{ name, extensions: ['xlsx', 'xlsm', 'csv', 'tsv', 'txt', 'vcf', 'xls', 'ods'] }]
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

/** Looks at sources one after the other; what a later one has overtaken counts for nothing. */
function createLooks(draft: ShallowRef<ImportDraft>) {
  const steps = createSteps(error => (draft.value = withTrouble(draft.value, error)))
  async function look(source: ImportSource, choice: ReadingChoice | undefined, isCurrent: () => boolean) {
    const { country, inspection } = await inspect(source, choice, draft.value)
    if (isCurrent()) draft.value = withInspection(draft.value, inspection, country)
  }
  return {
    forget: steps.forget,
    /** Looks at a file whose permission is on its way, e.g. while a browser hands it to the host. */
    take: (granted: Promise<ChosenFile>, name: string): Promise<void> =>
      steps.run(async isCurrent => {
        draft.value = withSource({ kind: 'file', file: { ref: '', name } })
        const source = { kind: 'file', file: await granted } as const
        if (!isCurrent()) return
        draft.value = withSource(source)
        await look(source, undefined, isCurrent)
      }),
    read: (source: ImportSource): Promise<void> =>
      steps.run(async isCurrent => {
        draft.value = withSource(source)
        await look(source, undefined, isCurrent)
      }),
    reread: (source: ImportSource, choice: ReadingChoice): Promise<void> =>
      steps.run(isCurrent => look(source, choice, isCurrent)),
    /** Looks at the columns once more, without what was chosen for them before. */
    guessAnew: (before: MappedDraft): Promise<void> =>
      steps.run(async isCurrent => {
        const { source, reading, country } = before
        const asked = { ...askFor(source), reading, defaultCountry: country, guessAnew: true }
        const found = await client.call('imports.inspect', asked)
        if (isCurrent() && draft.value.step !== 'file') draft.value = withFreshGuess(draft.value, found)
      }),
  }
}

/** Choosing a file or pasting a text, and looking at it. */
function readingOf(draft: ShallowRef<ImportDraft>) {
  const looks = createLooks(draft)
  return {
    /** Asks for a file and looks at it; nothing changes where the person cancels. */
    async choose(kindName: string): Promise<void> {
      const file = await desktop.openFile(fileKinds(kindName))
      if (file) await looks.take(Promise.resolve(file), file.name)
    },
    drop: (file: File) => looks.take(desktop.acceptDropped(file), file.name),
    /** Looks at a text that was pasted. */
    paste: (text: string, name: string) => looks.read({ kind: 'text', text, name }),
    /** Looks at the same file or text once more. */
    async retry(): Promise<void> {
      const { source } = draft.value
      if (source) await looks.read(source)
    },
    /** Reads it in another way. */
    async reread(choice: ReadingChoice): Promise<void> {
      const before = draft.value
      if (before.step === 'file') return
      draft.value = withReading(before, choice)
      await looks.reread(before.source, choice)
    },
    /** Guesses the columns anew. */
    async guessAnew(): Promise<void> {
      const before = draft.value
      if (before.step === 'file') return
      draft.value = { ...before, isReading: true, trouble: undefined }
      await looks.guessAnew(before)
    },
    /** Goes back to the first step to bring in something else; a pasted text is still there. */
    restart(): void {
      looks.forget()
      draft.value = withoutSource(draft.value)
    },
    /** Chooses between a file and pasting, or writes the text that is pasted. */
    begin(part: Partial<Pick<FileDraft, 'way' | 'text'>>): void {
      if (draft.value.step !== 'file') return
      looks.forget()
      draft.value = { ...draft.value, source: null, isReading: false, trouble: undefined, ...part }
    },
  }
}

/** What is chosen about a file that is understood. */
function mappingOf(draft: ShallowRef<ImportDraft>) {
  return {
    retarget(index: number, target: ColumnTarget): void {
      if (draft.value.step !== 'file') draft.value = withTarget(draft.value, index, target)
    },
    /** A column with numbers comes at another place among them, counted from 1. */
    movePhone(index: number, place: number): void {
      const before = draft.value
      if (before.step === 'file') return
      draft.value = { ...before, targets: movePhone(before.targets, index, place), trouble: undefined }
    },
    change(part: Partial<ImportChoices & Pick<MappedDraft, 'step'>>): void {
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

async function begin(draft: MappedDraft): Promise<number> {
  const { source, reading, targets, country, badNumbers, existing, tags, list } = draft
  const { importId } = await client.call('imports.start', {
    ...askFor(source),
    reading,
    columns: [...targets],
    defaultCountry: country,
    badNumbers,
    existing,
    tags: [...tags],
    ...(list && { list }),
  })
  return importId
}

/** Asks what a source is; the first time in the country of the workspace, then as it was chosen. */
async function inspect(source: ImportSource, reading: ReadingChoice | undefined, draft: ImportDraft) {
  const country = draft.step === 'file' ? await defaultCountry() : draft.country
  const asked = { ...askFor(source), defaultCountry: country, ...(reading && { reading }) }
  const found = await client.call('imports.inspect', asked)
  const inspection = nameColumns(found, column => i18n.global.t(`people.import.cardColumn.${column}`))
  return { country, inspection }
}

async function defaultCountry(): Promise<string> {
  const { settings } = await client.call('workspace.describe', {})
  return settings.defaultCountry
}
