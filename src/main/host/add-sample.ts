import type { EngineThread } from './engine-thread.ts'

/** Fills a workspace that nothing was ever put into with the sample people and workflow. */
export async function addSampleToEmpty(engine: EngineThread): Promise<void> {
  const client = engine.openClient()
  const [{ people }, workflows] = await Promise.all([
    client.call('workspace.describe', {}),
    client.call('workflows.list', {}),
  ])
  if (people === 0 && workflows.length === 0) await client.call('workspace.addSample', {})
  client.close()
}
