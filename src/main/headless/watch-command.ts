import { parseArgs } from 'node:util'
import { contract, type CampanileContract } from '../../shared/contract/index.ts'
import { UserError } from '../../shared/errors.ts'
import { openClient } from './open-client.ts'
import { whenInterrupted } from './when-interrupted.ts'

/** `campanile watch`: every push as one JSON object a line, until it is interrupted or the engine goes. */
export async function watchCommand(parameters: string[]): Promise<number> {
  const { values } = parseArgs({ args: parameters, options: { workspace: { type: 'string' } } })
  const { client, close } = await openClient(values.workspace)
  for (const name of Object.keys(contract.pushes) as (keyof CampanileContract['pushes'])[]) {
    client.on(name, data => process.stdout.write(`${JSON.stringify({ push: name, data })}\n`))
  }
  const hostGone = new Promise<'gone'>(resolve => client.onClose(() => resolve('gone')))
  const end = await Promise.race([whenInterrupted(), hostGone])
  if (end === 'gone') throw new UserError('engine/disconnected')
  await close()
  return 0
}
