import { resolve } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { contract, type CampanileContract } from '../../shared/contract/index.ts'
import { UserError } from '../../shared/errors.ts'
import { watchWork, type BegunWork } from './begun-work.ts'
import { openClient } from './open-client.ts'
import { usage } from './usage.ts'
import { whenInterrupted } from './when-interrupted.ts'

/**
 * `campanile call NAME [JSON | -]`: one call, its answer on standard output. Where no host goes on with what the call
 * began, it stays until that is settled, and fails where it failed.
 * @throws UserError of the call, or `contract/unknown-call`, `contract/not-json`
 */
export async function callCommand(parameters: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: parameters,
    options: { workspace: { type: 'string' } },
    allowPositionals: true,
  })
  const [name = '', text = '{}', ...rest] = positionals
  if (rest.length > 0) throw new UserError('contract/not-json', { detail: rest.join(' ') })
  if (name === '') {
    process.stderr.write(usage)
    return 2
  }
  if (!isCall(name)) throw new UserError('contract/unknown-call', { call: name })
  const input = parseInput(text === '-' ? await readAll(process.stdin) : text)
  const { client, isOwnEngine, nameFile, close } = await openClient(values.workspace)
  const begun = isOwnEngine ? watchWork(client) : undefined
  try {
    const output = await client.call(name, (await nameFiles(input, nameFile)) as never)
    process.stdout.write(`${JSON.stringify(output)}\n`)
    if (!begun || name === 'workspace.whenIdle') return 0
    return await Promise.race([settle(begun, output), whenInterrupted().then(() => interruptedCode)])
  } finally {
    await close()
  }
}

/** What a shell calls the end of a command by Ctrl-C. */
const interruptedCode = 130

async function settle(begun: BegunWork, output: unknown): Promise<number> {
  const ends = await begun.settle(output)
  for (const { line } of ends) process.stderr.write(`${line}\n`)
  return ends.some(({ hasFailed }) => hasFailed) ? 1 : 0
}

/** Files are named by their paths here; whoever serves the workspace has to grant them first. */
async function nameFiles(input: unknown, nameFile: (path: string) => Promise<string>): Promise<unknown> {
  if (typeof input !== 'object' || input === null || !('file' in input)) return input
  const { file } = input
  return typeof file === 'string' ? { ...input, file: await nameFile(resolve(file)) } : input
}

function isCall(name: string): name is keyof CampanileContract['calls'] {
  return Object.hasOwn(contract.calls, name)
}

function parseInput(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UserError('contract/not-json', { detail: error instanceof Error ? error.message : '' })
  }
}
