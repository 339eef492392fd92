import { expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { standInForEngine } from '../../support/fake-engine.ts'

const engine = standInForEngine({ 'lines.list': () => [] })
const { client } = await import('../../../../src/renderer/host.ts')
const { useNews } = await import('../../../../src/renderer/parts/fresh/index.ts')

it('what the engine tells is heard by its name, as long as the scope lives', async () => {
  const heard: string[] = []
  const scope = effectScope()
  scope.run(() => useNews({ 'line.changed': ({ id }) => void heard.push(`line ${id}`) }, () => undefined))
  await client.call('lines.list', {})
  engine.push('line.changed', { id: 3 })
  engine.push('campaigns.changed', {})
  await vi.waitFor(() => expect(heard).toEqual(['line 3']))
  scope.stop()
  engine.push('line.changed', { id: 4 })
  await client.call('lines.list', {})
  expect(heard).toEqual(['line 3'])
})
