import { dirname } from 'node:path'
import { runCommand, type TestHost } from './host.ts'

/** What the command line answers that is asked beside the window. */
export async function callBeside<T>({ workspace }: TestHost, name: string, input: object): Promise<T> {
  const parameters = ['call', name, JSON.stringify(input), '--workspace', workspace]
  const { code, output, complaints } = await runCommand(parameters, { home: dirname(workspace) })
  if (code !== 0) throw new Error(complaints)
  return JSON.parse(output) as T
}
