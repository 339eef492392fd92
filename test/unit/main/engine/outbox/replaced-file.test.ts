import { copyFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createOutboxWorld } from '../../../../support/outbox-world.ts'
import { createScriptedLine } from '../../../../support/scripted-line.ts'
import { createTemporaryFolder } from '../../../../support/temporary-folder.ts'

const people = Array.from({ length: 6 }, (_, index) => `+44770090000${index}`)

// A file that is open can neither be moved nor replaced there.
test.skipIf(process.platform === 'win32')(
  'what is sent after the file was replaced would be known to nobody, so the delivery is paused and says so, and goes on once it is back',
  async () => {
    const path = join(createTemporaryFolder(), 'test.campanile')
    const line = createScriptedLine()
    const world = createOutboxWorld(line.open, path)
    await world.addLine()
    line.onSend(send => {
      if (line.sends.length === 2) {
        copyFileSync(path, `${path}.copy`)
        renameSync(path, `${path}.moved`)
        renameSync(`${path}.copy`, path)
      }
      send.accept()
    })
    const id = world.addDelivery(people)
    world.outbox.wake()
    await world.clock.advance(5_000)
    expect(world.deliveryState(id)).toBe('paused')
    expect(line.sends).toHaveLength(2)
    const trouble = world.context.workspace.sql.prepare('SELECT trouble FROM deliveries').pluck().get()
    expect(JSON.parse(String(trouble))).toEqual({ code: 'workspace/replaced', data: { path } })

    renameSync(`${path}.moved`, path)
    world.setDeliveryState(id, 'sending')
    await world.clock.advance(5_000)
    expect(line.sends.map(({ message }) => message.recipient)).toEqual(people)
  },
)
