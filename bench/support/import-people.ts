import type { CampanileClient } from '../../src/shared/contract/index.ts'

/** Imports a file with everything as it is guessed, also rows whose number somebody has; answers when it is finished. */
export async function importPeople({ call, on }: CampanileClient, file: string): Promise<number> {
  const { reading, columns } = await call('imports.inspect', { file, defaultCountry: 'FR' })
  const { promise, resolve } = Promise.withResolvers<void>()
  const stop = on('import.progressed', ({ import: { state } }) => {
    if (state !== 'reading') resolve()
  })
  const { importId } = await call('imports.start', {
    file,
    reading,
    columns: columns.map(({ target }) => target),
    defaultCountry: 'FR',
    badNumbers: 'keep',
    existing: 'add',
  })
  await promise
  stop()
  const { state, error } = await call('imports.get', { id: importId })
  if (state !== 'finished') throw new Error(`the import is ${state}: ${JSON.stringify(error)}`)
  return importId
}
