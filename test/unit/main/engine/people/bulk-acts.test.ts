import { expect, test } from 'vitest'
import { consentHandlers } from '../../../../../src/main/engine/consent/handlers.ts'
import { suppressSender } from '../../../../../src/main/engine/consent/suppress-sender.ts'
import { createJobs } from '../../../../../src/main/engine/create-jobs.ts'
import { peopleHandlers } from '../../../../../src/main/engine/people/handlers.ts'
import { createPeopleWorld } from '../../../../support/people-world.ts'

const phoneOf = (index: number): string => `+4477009000${10 + index}`

function createWorld() {
  const { context } = createPeopleWorld()
  const people = peopleHandlers(context)
  const consent = consentHandlers(context, createJobs())
  const ids = Array.from({ length: 6 }, (_, index) => {
    const insert = 'INSERT INTO people (phone, created_at, updated_at) VALUES (?, 0, 0)'
    return Number(context.workspace.sql.prepare(insert).run(phoneOf(index)).lastInsertRowid)
  })
  const blocks = () => context.workspace.sql.prepare('SELECT block FROM people ORDER BY id').pluck().all()
  const suppressed = () =>
    context.workspace.sql.prepare('SELECT phone FROM suppressions ORDER BY phone').pluck().all()
  /** Somebody answers with STOP. */
  const optOut = (phone: string) => {
    const { sql } = context.workspace
    sql.exec(`INSERT OR IGNORE INTO lines (id, name, kind, settings, currency, created_at)
      VALUES (1, 'Stick', 'simulator', '{}', 'EUR', 0)`)
    const insert = `INSERT INTO inbound_messages (line_id, sender, text, sent_at, received_at, opts_out)
      VALUES (1, ?, 'STOP', 1, 1, 1)`
    const inboundId = Number(sql.prepare(insert).run(phone).lastInsertRowid)
    suppressSender(context, { phone, text: 'STOP', at: 1, inboundId })
  }
  const select = (...indexes: number[]) => ({ selection: { ids: indexes.map(index => ids[index] ?? 0) } })
  return { people, consent, ids, blocks, suppressed, optOut, select }
}

test('a block of many is found from each of them with its reason, and taken back for all', async () => {
  const { people, ids, blocks, select } = createWorld()
  await people['people.block']({ ...select(1), block: 'suspended' })
  const { actId, changed } = await people['people.block']({
    ...select(0, 1, 2, 3),
    block: 'blocked',
    note: 'Wrong list',
  })
  expect(changed).toBe(4)
  const { blockedBy } = await people['people.get']({ id: ids[2] ?? 0 })
  expect(blockedBy).toMatchObject({ id: actId, note: 'Wrong list', changed: 4 })
  // Somebody was changed by hand since, and back: that is a decision of its own.
  await people['people.block']({ ...select(3), block: null })
  await people['people.block']({ ...select(3), block: 'blocked' })
  expect(await people['people.undoBlock']({ actId: actId ?? 0 })).toEqual({ changed: 3, isWhole: true })
  expect(blocks()).toEqual([null, 'suspended', null, 'blocked', null, null])
  expect(await people['people.undoBlock']({ actId: actId ?? 0 })).toEqual({ changed: 0, isWhole: true })
})

test('allowing many everything is taken back as well, and an act that changes nobody is none', async () => {
  const { people, blocks, select } = createWorld()
  await people['people.block']({ ...select(0, 1), block: 'blocked' })
  const { actId } = await people['people.block']({ ...select(0, 1, 2), block: null })
  await people['people.undoBlock']({ actId: actId ?? 0 })
  expect(blocks().slice(0, 3)).toEqual(['blocked', 'blocked', null])
  expect(await people['people.block']({ ...select(0), block: 'blocked' })).toMatchObject({ actId: null })
})

test('numbers that were suppressed together are lifted together, but never of whoever opted out', async () => {
  const { consent, suppressed, optOut, select } = createWorld()
  optOut(phoneOf(0))
  const { actId, added } = await consent['suppressions.add']({ ...select(0, 1, 2, 3), note: 'Complaint' })
  expect(added).toBe(3)
  await consent['suppressions.addNumber']({ phone: phoneOf(5) })
  optOut(phoneOf(1))
  const { rows } = await consent['suppressions.list']({ search: 'complaint', offset: 0, limit: 10 })
  expect(rows.map(({ phone }) => phone)).toEqual([phoneOf(1), phoneOf(2), phoneOf(3)])
  expect(rows[0]?.act).toMatchObject({ id: actId, changed: 3, note: 'Complaint' })
  expect(await consent['suppressions.undo']({ actId: actId ?? 0 })).toEqual({
    removed: 2,
    optedOut: 1,
    isWhole: true,
  })
  expect(suppressed()).toEqual([phoneOf(0), phoneOf(1), phoneOf(5)])
})
