import { expect, test } from 'vitest'
import { SendError } from '../../../../../src/shared/errors.ts'
import { createOutboxWorld } from '../../../../support/outbox-world.ts'
import { createScriptedLine, lineClosed } from '../../../../support/scripted-line.ts'

const modem = { kind: 'gsm-modem', priceMicros: 0, currency: 'EUR', isDefault: false }
const later = (code: string) => new SendError(code, { retry: { kind: 'later' }, blame: 'config' })
const wrongPin = () => new SendError('modem-pin-wrong', { retry: { kind: 'never' }, blame: 'config' })

function emptyWorld() {
  const line = createScriptedLine()
  return { line, ...createOutboxWorld(line.open) }
}

test('the first line is the default one, and there is never more than one', async () => {
  const { lines } = emptyWorld()
  const first = await lines.save({ ...modem, name: 'A', settings: { address: 'COM1' } })
  expect(first.isDefault).toBe(true)
  await lines.save({ ...modem, name: 'B', settings: { address: 'COM2' }, isDefault: true })
  expect(lines.list().map(({ isDefault }) => isDefault)).toEqual([false, true])
})

test('no line takes over from a default that was removed until a person chooses one', async () => {
  const { lines } = emptyWorld()
  const first = await lines.save({ ...modem, name: 'A', settings: { address: 'COM1' } })
  const second = await lines.save({ ...modem, name: 'B', settings: { address: 'COM2' } })
  await lines.remove({ id: first.id })
  expect(lines.list()).toMatchObject([{ id: second.id, isDefault: false }])
  await lines.save({ ...modem, id: second.id, name: 'C', settings: { address: 'COM2' } })
  await lines.save({ ...modem, name: 'D', settings: { address: 'COM3' } })
  expect(lines.list().map(({ isDefault }) => isDefault)).toEqual([false, false])
  await lines.save({ ...modem, id: second.id, name: 'C', settings: { address: 'COM2' }, isDefault: true })
  expect(lines.list().map(({ isDefault }) => isDefault)).toEqual([true, false])
})

test('the next default can be chosen in the step that removes the present one', async () => {
  const { lines } = emptyWorld()
  const first = await lines.save({ ...modem, name: 'A', settings: { address: 'COM1' } })
  await lines.save({ ...modem, name: 'B', settings: { address: 'COM2' } })
  const third = await lines.save({ ...modem, name: 'C', settings: { address: 'COM3' } })
  const gone = lines.remove({ id: first.id, newDefaultId: 99 })
  await expect(gone).rejects.toMatchObject({ code: 'line/not-found' })
  expect(lines.get(first.id).isDefault).toBe(true)
  await lines.remove({ id: first.id, newDefaultId: third.id })
  expect(lines.list().map(({ isDefault }) => isDefault)).toEqual([false, true])
})

test('the default line stays the default when it is saved again', async () => {
  const { lines } = emptyWorld()
  const { id } = await lines.save({ ...modem, name: 'A', settings: { address: 'COM1' } })
  expect(await lines.save({ ...modem, id, name: 'Renamed', settings: { address: 'COM1' } })).toMatchObject({
    name: 'Renamed',
    isDefault: true,
  })
})

test.each([
  ['COM3', 'com3'],
  ['\\\\.\\COM10', 'COM10'],
  ['tcp://Modem.local:7000', 'TCP://modem.LOCAL:7000'],
  ['/dev/ttyUSB0', ' /dev/ttyUSB0 '],
])('%s and %s are one modem, which can be one line only', async (left, right) => {
  const { lines } = emptyWorld()
  await lines.save({ ...modem, name: 'A', settings: { address: left } })
  const again = lines.save({ ...modem, name: 'B', settings: { address: right } })
  await expect(again).rejects.toMatchObject({ code: 'line/address-in-use', data: { line: 'A' } })
})

test('two lines cannot have one name, but a line keeps its own', async () => {
  const { lines } = emptyWorld()
  const { id } = await lines.save({ ...modem, name: 'Blue stick', settings: { address: 'COM1' } })
  const again = lines.save({ ...modem, name: 'BLUE stick', settings: { address: 'COM2' } })
  await expect(again).rejects.toMatchObject({ code: 'line/name-in-use', data: { name: 'Blue stick' } })
  await lines.save({ ...modem, id, name: 'Blue Stick', settings: { address: 'COM1' } })
  await lines.remove({ id })
  await lines.save({ ...modem, name: 'Blue stick', settings: { address: 'COM1' } })
  expect(lines.list().map(({ name }) => name)).toEqual(['Blue stick'])
})

test('settings are checked by the kind of line', async () => {
  const { lines } = emptyWorld()
  await expect(lines.save({ ...modem, name: 'A', settings: { address: '' } })).rejects.toMatchObject({
    code: 'line/invalid-settings',
    data: { field: 'address' },
  })
  await expect(lines.save({ ...modem, name: 'A', kind: 'fax', settings: {} })).rejects.toMatchObject({
    code: 'line/unknown-kind',
  })
  await expect(
    lines.save({ ...modem, id: 99, name: 'A', settings: { address: 'COM1' } }),
  ).rejects.toMatchObject({
    code: 'line/not-found',
  })
})

test('testing a line opens it and tells what the modem says of itself', async () => {
  const { line, lines, addLine, pushes } = emptyWorld()
  const id = await addLine()
  expect(lines.get(id).state).toBe('closed')
  expect(await lines.test(id)).toMatchObject({ state: 'ready', trouble: null })
  line.events.health({ operator: 'Testnet', signal: 80 })
  line.events.health({ signal: 60 })
  expect(lines.get(id).health).toEqual({ operator: 'Testnet', signal: 60 })
  expect(pushes).toContainEqual({ name: 'line.changed', data: { id } })
})

test('a line that does not open says why and tries again with growing pauses', async () => {
  const { line, lines, addLine, clock } = emptyWorld()
  line.openErrors.push(...Array.from({ length: 7 }, () => later('port-missing')))
  const id = await addLine()
  expect(await lines.test(id)).toMatchObject({ state: 'broken', trouble: { code: 'port-missing' } })
  const openings: number[] = []
  for (const ms of [1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000]) {
    await clock.advance(ms - 1)
    const before = line.openings
    await clock.advance(1)
    openings.push(line.openings - before)
  }
  expect(openings).toEqual([1, 1, 1, 1, 1, 1, 1])
  expect(lines.get(id)).toMatchObject({ state: 'ready', trouble: null })
})

test('a lost link comes back by itself', async () => {
  const { line, lines, addLine, clock } = emptyWorld()
  const id = await addLine()
  await lines.test(id)
  line.drop(lineClosed)
  expect(lines.get(id)).toMatchObject({ state: 'broken', trouble: { code: 'line-closed' } })
  await clock.advance(1_000)
  expect(lines.get(id)).toMatchObject({ state: 'ready', trouble: null })
})

test('what a line did since the program was started stays true when its settings change', async () => {
  const { line, lines } = emptyWorld()
  const { id } = await lines.save({ ...modem, name: 'A', settings: { address: 'COM1' } })
  await lines.test(id)
  line.events.health({ signal: 71 })
  line.events.receipt({ reference: '1', recipient: '+447700900001', status: 'delivered', code: 'st-0' })
  const { receipts } = lines.recordOf(id).counts
  await lines.save({ ...modem, id, name: 'A', settings: { address: 'COM1', dailyCap: 100 } })
  await lines.test(id)
  expect(lines.recordOf(id).samples).toHaveLength(1)
  expect([receipts, lines.recordOf(id).counts.receipts]).toEqual([1, 1])
})

test('a line that was lost says which modem it is, and nothing of a network that it no longer hears', async () => {
  const { line, lines } = emptyWorld()
  const { id } = await lines.save({ ...modem, name: 'A', settings: { address: 'COM1' } })
  await lines.test(id)
  line.events.health({ imei: '350000000000017', signal: 71, registered: true, operator: 'Campanile' })
  expect(lines.get(id).health).toMatchObject({ signal: 71, registered: true })
  line.drop(lineClosed)
  expect(lines.get(id).health).toEqual({ imei: '350000000000017' })
})

test('a wrong PIN is given once, also after the program was started again', async () => {
  const { line, lines, clock, ...world } = emptyWorld()
  line.openErrors.push(wrongPin())
  const { id } = await lines.save({ ...modem, name: 'A', settings: { address: 'COM1', pin: '1234' } })
  expect(await lines.test(id)).toMatchObject({ state: 'broken', trouble: { code: 'modem-pin-wrong' } })
  await clock.advance(3_600_000)
  await lines.test(id)
  expect(line.openings).toBe(1)
  await world.stop()

  const second = createScriptedLine()
  const again = createOutboxWorld(second.open, world.context.workspace.path, clock)
  expect(await again.lines.test(id)).toMatchObject({ trouble: { code: 'modem-pin-wrong' } })
  expect(second.openings).toBe(0)
  await again.lines.save({ ...modem, id, name: 'A', settings: { address: 'COM1', pin: '4321' } })
  expect(await again.lines.test(id)).toMatchObject({ state: 'ready' })
})

test('two wrong PINs are one before the last: a person is warned, until one is right or the SIM was blocked', async () => {
  const { line, lines } = emptyWorld()
  const save = (pin: string) =>
    lines.save({ ...modem, ...(id === 0 ? {} : { id }), name: 'A', settings: { address: 'COM1', pin } })
  let id = 0
  const tryPin = async (pin: string) => {
    ;({ id } = await save(pin))
    return (await lines.test(id)).trouble?.code ?? null
  }
  line.openErrors.push(wrongPin(), wrongPin())
  expect(await tryPin('1111')).toBe('modem-pin-wrong')
  expect(await tryPin('2222')).toBe('modem-pin-last-try')
  // Neither is given again.
  expect([await tryPin('1111'), await tryPin('2222'), line.openings]).toEqual([
    'modem-pin-last-try',
    'modem-pin-last-try',
    2,
  ])
  line.openErrors.push(later('modem-puk-needed'))
  expect(await tryPin('3333')).toBe('modem-puk-needed')
  // Unblocked in a phone, with a PIN that was wrong before.
  expect(await tryPin('1111')).toBeNull()
  line.openErrors.push(wrongPin())
  expect(await tryPin('4444')).toBe('modem-pin-wrong')
})

test('the PIN of a line is never told, stays until another is given, and can be taken away', async () => {
  const { lines, context } = emptyWorld()
  const saved = await lines.save({ ...modem, name: 'A', settings: { address: 'COM1', pin: '1234' } })
  const { id } = saved
  expect(saved).toMatchObject({ settings: { address: 'COM1', perMinute: 0 }, secrets: ['pin'] })
  expect(JSON.stringify([saved, lines.list(), lines.get(id)])).not.toContain('1234')
  const stored = () =>
    context.workspace.sql.prepare("SELECT settings ->> '$.pin' FROM lines WHERE id = ?").pluck().get(id)

  await lines.save({ ...modem, id, name: 'Renamed', settings: { ...saved.settings } })
  expect([stored(), lines.get(id).secrets]).toEqual(['1234', ['pin']])
  await lines.save({ ...modem, id, name: 'A', settings: { address: 'COM2', pin: '4321' } })
  expect(stored()).toBe('4321')
  await lines.save({ ...modem, id, name: 'A', settings: { address: 'COM2', pin: null } })
  expect([stored(), lines.get(id).secrets]).toEqual([null, []])
})

test('the PIN of another kind of line, or of a removed one, is not kept', async () => {
  const { line, lines, context } = emptyWorld()
  line.openErrors.push(wrongPin())
  const { id } = await lines.save({ ...modem, name: 'A', settings: { address: 'COM1', pin: '1234' } })
  await lines.test(id)
  await lines.remove({ id })
  const { sql } = context.workspace
  const texts = sql.prepare('SELECT settings FROM lines UNION ALL SELECT value FROM settings').pluck().all()
  expect(JSON.stringify(texts)).not.toContain('1234')

  const second = await lines.save({ ...modem, name: 'B', settings: { address: 'COM1', pin: '1234' } })
  await lines.save({ ...modem, id: second.id, name: 'B', kind: 'simulator', settings: {} })
  await lines.save({ ...modem, id: second.id, name: 'B', settings: { address: 'COM1' } })
  expect(lines.get(second.id).secrets).toEqual([])
})

test('a line of a kind that this version does not know shows no settings', () => {
  const { lines, context } = emptyWorld()
  context.workspace.sql.exec(
    `INSERT INTO lines (name, kind, settings, price_micros, currency, is_default, created_at)
     VALUES ('Pigeon', 'carrier-pigeon', '{"password":"hush"}', 0, 'EUR', 1, 0)`,
  )
  expect(lines.list()).toMatchObject([{ settings: {}, secrets: [] }])
})

test('a line whose settings changed is opened again with the new ones', async () => {
  const { line, lines, addLine, clock } = emptyWorld()
  const id = await addLine()
  await lines.test(id)
  const { name, kind, priceMicros, currency, isDefault } = lines.get(id)
  await lines.save({ id, name, kind, priceMicros, currency, isDefault, settings: { latencyMs: 9 } })
  await clock.settle()
  expect(line.openings).toBe(2)
  expect(lines.get(id).state).toBe('ready')
})

test('a line that a delivery still needs cannot be removed; afterwards its history keeps it', async () => {
  const { lines, addLine, addDelivery, outbox, clock, context } = emptyWorld()
  const id = await addLine()
  addDelivery(['+447700900001'], { lineId: id })
  await expect(lines.remove({ id })).rejects.toMatchObject({ code: 'line/in-use', data: { deliveries: 1 } })
  outbox.wake()
  await clock.settle()
  await lines.remove({ id })
  expect(lines.list()).toEqual([])
  expect(context.workspace.sql.prepare('SELECT name FROM lines').pluck().all()).toEqual(['Line 1'])
})

test('a delivery waits for a line that is unplugged and is sent when it is back', async () => {
  const { line, addLine, addDelivery, deliveryState, states, outbox, clock } = emptyWorld()
  line.openErrors.push(later('port-missing'), later('port-missing'))
  await addLine()
  const id = addDelivery(['+447700900001'])
  outbox.wake()
  await clock.settle()
  expect([deliveryState(id), states()]).toEqual(['sending', ['queued']])
  await clock.advance(10_000)
  expect([deliveryState(id), states()]).toEqual(['finished', ['accepted']])
})

test('a delivery is paused when its line needs a person', async () => {
  const { line, addLine, addDelivery, deliveryState, setDeliveryState, states, outbox, clock } = emptyWorld()
  line.openErrors.push(later('modem-puk-needed'))
  await addLine()
  const id = addDelivery(['+447700900001'])
  outbox.wake()
  await clock.settle()
  expect([deliveryState(id), states()]).toEqual(['paused', ['queued']])
  setDeliveryState(id, 'sending')
  await clock.settle()
  expect([deliveryState(id), states()]).toEqual(['finished', ['accepted']])
})

test('a delivery that meets a wrong PIN is paused, and nothing gives the PIN again until there is another', async () => {
  const { line, lines, addDelivery, deliveryState, setDeliveryState, states, outbox, clock } = emptyWorld()
  line.openErrors.push(wrongPin())
  const { id } = await lines.save({ ...modem, name: 'A', settings: { address: 'COM1', pin: '1234' } })
  const delivery = addDelivery(['+447700900001'], { lineId: id })
  outbox.wake()
  await clock.advance(3_600_000)
  for (const again of [() => setDeliveryState(delivery, 'sending'), outbox.wake, outbox.recover]) {
    again.call(outbox)
    await clock.advance(3_600_000)
  }
  await lines.save({ ...modem, id, name: 'Renamed', settings: { address: 'COM1' }, priceMicros: 9 })
  await clock.advance(3_600_000)
  expect([line.openings, deliveryState(delivery), states()]).toEqual([1, 'paused', ['queued']])

  await lines.save({ ...modem, id, name: 'A', settings: { address: 'COM1', pin: '4321' } })
  setDeliveryState(delivery, 'sending')
  await clock.settle()
  expect([line.openings, deliveryState(delivery), states()]).toEqual([2, 'finished', ['accepted']])
})
