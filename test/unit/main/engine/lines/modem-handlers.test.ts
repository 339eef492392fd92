import { expect, onTestFinished, test } from 'vitest'
import { modemHandlers } from '../../../../../src/main/engine/lines/modem-handlers.ts'
import { openTransport } from '../../../../../src/main/engine/transports/index.ts'
import { listenTcp } from '../../../../../src/main/engine/transports/simulator/listen-tcp.ts'
import { ModemEmulator } from '../../../../../src/main/engine/transports/simulator/modem-emulator.ts'
import { identityOf } from '../../../../../src/main/engine/transports/simulator/modem-state.ts'
import { keepKnownSim } from '../../../../../src/main/engine/lines/known-sim.ts'
import { createNetwork } from '../../../../../src/main/engine/transports/simulator/network.ts'
import { createLines } from '../../../../../src/main/engine/lines/create-lines.ts'
import { systemClock } from '../../../../../src/main/host/system-clock.ts'
import { createOutboxWorld } from '../../../../support/outbox-world.ts'
import { createSeededRandom } from '../transports/support/environment.ts'

/** Modems of two SIMs at ports that a test moves them between; nothing is known of them before. */
async function createDesk() {
  const network = createNetwork({ clock: systemClock, random: createSeededRandom(), speed: 1000 })
  const plugIn = async (
    number: number,
    port = 0,
  ): Promise<{ address: string; unplug: () => Promise<void> }> => {
    const identity = identityOf(number)
    const modem = new ModemEmulator({ network, clock: systemClock, latencyMs: 0, identity })
    const { address, close } = await listenTcp(modem, port)
    ports.push(address)
    let isOut = false
    const unplug = async (): Promise<void> => {
      if (isOut) return
      isOut = true
      ports.splice(ports.indexOf(address), 1)
      await close()
    }
    onTestFinished(unplug)
    return { address, unplug }
  }
  const ports: string[] = []
  const world = createOutboxWorld(openTransport)
  const context = { ...world.context, clock: systemClock }
  const lines = createLines(context, openTransport, async () => ports.map(path => ({ path })))
  onTestFinished(async () => {
    await lines.stop()
    network.close()
  })
  const calls = modemHandlers(context, lines)
  const addLine = async (address: string, settings = {}): Promise<number> => {
    const common = { kind: 'gsm-modem', priceMicros: 1, currency: 'EUR', isDefault: false }
    const saved = await lines.save({ ...common, name: `At ${address}`, settings: { address, ...settings } })
    return saved.id
  }
  const startAgain = async () => {
    await lines.stop()
    return modemHandlers(
      context,
      createLines(context, openTransport, async () => ports.map(path => ({ path }))),
    )
  }
  return { addLine, calls, context, lines, network, plugIn, startAgain }
}

test('A modem at a port that no line holds is found, and no longer once a line has it', async () => {
  const { addLine, calls, plugIn } = await createDesk()
  const { address } = await plugIn(0)
  const identity = identityOf(0)
  expect(await calls['lines.discover']({ again: false })).toEqual([
    { address, name: 'Campanile Simulated modem', ...identity, needsPin: false },
  ])
  await addLine(address)
  expect(await calls['lines.discover']({ again: false })).toEqual([])
})

test('A stick that a line uses at one of its ports is not found again at another', async () => {
  const { addLine, calls, lines, plugIn } = await createDesk()
  const { address } = await plugIn(0)
  await plugIn(0)
  const other = await plugIn(1)
  await lines.test(await addLine(address))
  expect(await calls['lines.discover']({ again: true })).toMatchObject([{ address: other.address }])
})

test('A stick that has become a line is not found at its next port before the line was ever open', async () => {
  const { addLine, calls, plugIn } = await createDesk()
  await plugIn(0)
  const { address } = await plugIn(0)
  expect(await calls['lines.discover']({ again: false })).toMatchObject([{ address }])
  await addLine(address)
  expect(await calls['lines.discover']({ again: false })).toEqual([])
})

test('A stick of a line is not found at its next port after the program was started again', async () => {
  const { addLine, calls, lines, plugIn, startAgain } = await createDesk()
  const { address } = await plugIn(0)
  await plugIn(0)
  await lines.test(await addLine(address))
  expect(await calls['lines.discover']({ again: true })).toEqual([])
  const again = await startAgain()
  expect(await again['lines.discover']({ again: true })).toEqual([])
})

test('The second port of a modem is refused before anything is sent, and names the line that the modem is', async () => {
  const { addLine, calls, lines, plugIn } = await createDesk()
  const first = await plugIn(0)
  const second = await plugIn(0)
  const id = await addLine(first.address)
  await lines.test(id)
  expect(await calls['lines.tryPort']({ address: second.address })).toMatchObject({
    line: `At ${first.address}`,
  })
  const doubled = await addLine(second.address)
  expect(await lines.test(doubled)).toMatchObject({
    state: 'broken',
    trouble: { code: 'modem-taken', data: { line: `At ${first.address}` } },
  })
  expect(lines.transportOf(doubled)).toBeUndefined()
  expect(lines.get(id).state).toBe('ready')
  await lines.remove({ id })
  expect(await lines.test(doubled)).toMatchObject({ state: 'ready', trouble: null })
})

test('Of two lines that one modem has been for long, the older one goes on', async () => {
  const { addLine, context, lines, plugIn } = await createDesk()
  const ids = [await addLine((await plugIn(0)).address), await addLine((await plugIn(0)).address)]
  for (const id of ids) keepKnownSim(context.workspace.sql, id, identityOf(0))
  for (const id of ids.toReversed()) await lines.test(id)
  expect(ids.map(id => lines.get(id).state)).toEqual(['ready', 'broken'])
})

test('A modem that comes back at another port is found there, and its line follows it', async () => {
  const { addLine, lines, plugIn } = await createDesk()
  const before = await plugIn(0)
  const id = await addLine(before.address)
  expect((await lines.test(id)).state).toBe('ready')
  await before.unplug()
  await expect.poll(() => lines.get(id).state).toBe('broken')
  const after = await plugIn(0)
  await lines.test(id)
  expect(lines.get(id)).toMatchObject({ state: 'ready', settings: { address: after.address } })
})

test('Another SIM at the port of a line is not used before a person says so', async () => {
  const { addLine, calls, lines, plugIn } = await createDesk()
  const before = await plugIn(0)
  const id = await addLine(before.address)
  await lines.test(id)
  await before.unplug()
  await expect.poll(() => lines.get(id).state).toBe('broken')
  await plugIn(1, Number(before.address.split(':').at(-1)))
  await lines.test(id)
  expect(lines.get(id)).toMatchObject({ state: 'broken', trouble: { code: 'modem-other-sim' } })
  expect(await calls['lines.acceptSim']({ id })).toMatchObject({
    state: 'ready',
    health: { imsi: identityOf(1).imsi },
  })
})

test('The network tells the balance of a SIM, which is kept', async () => {
  const { addLine, calls, lines, plugIn } = await createDesk()
  const { address } = await plugIn(0)
  const id = await addLine(address, { balanceCode: '*100#' })
  await lines.test(id)
  expect(await calls['lines.askBalance']({ id })).toMatchObject({ text: 'Balance: 12.34', amount: '12.34' })
  expect((await calls['lines.record']({ id })).balance).toMatchObject({ amount: '12.34' })
})

test('A typed question is answered, and what would send or lock is not run', async () => {
  const { addLine, calls, lines, plugIn } = await createDesk()
  const { address } = await plugIn(0)
  const id = await addLine(address)
  await expect(calls['lines.command']({ id, text: 'AT+CSQ' })).rejects.toMatchObject({
    code: 'line/not-ready',
  })
  await lines.test(id)
  expect(await calls['lines.command']({ id, text: 'AT+CSQ' })).toEqual(['+CSQ: 22,99', 'OK'])
  expect(await calls['lines.command']({ id, text: 'AT+CPMS?' })).toContain('OK')
  expect(await calls['lines.command']({ id, text: 'AT+CNMI=?' })).toContain('OK')
  const refused = ['AT+CMGS=20', 'AT+CPIN="0000"', 'ATD112;', 'ATZ', 'AT;+CMGS=1', 'hello']
  const harmful = ['AT+CUSD=1,"**04*0000*1111*1111#",15', 'AT+COPS=2', 'AT+CSIM=10,"0020000100"', 'AT^RESET']
  for (const text of [...refused, ...harmful]) {
    await expect(calls['lines.command']({ id, text }), text).rejects.toMatchObject({
      code: 'line/command-refused',
    })
  }
})

test('A test message leaves outside of any delivery; the log of it shows no number and no text', async () => {
  const { addLine, calls, lines, network, plugIn } = await createDesk()
  const { address } = await plugIn(0)
  const id = await addLine(address)
  await lines.test(id)
  const sent = await calls['lines.sendTest']({ id, phone: '+44 7700 900123', text: 'On my desk' })
  expect(sent).toEqual({ outcome: 'accepted', code: null })
  expect(network.journal.messages).toMatchObject([{ recipient: '+447700900123', text: 'On my desk' }])
  expect((await calls['lines.record']({ id })).counts).toMatchObject({ accepted: 1 })
  const shown = (await calls['lines.log']({ id, reveals: false })).map(({ text }) => text).join('\n')
  expect(shown).toContain('AT+CMGS=')
  expect(shown).toContain('[PDU, ')
  expect(shown).not.toMatch(/\d{6}|7700|9000/)
  const revealed = (await calls['lines.log']({ id, reveals: true })).map(({ text }) => text).join('\n')
  expect(revealed).toMatch(/[0-9A-F]{20}/)
  await expect(calls['lines.sendTest']({ id, phone: 'nobody', text: 'x' })).rejects.toMatchObject({
    code: 'line/test-number',
  })
})

test('A port that a person types is asked who is there; one that does not open says why and what to do', async () => {
  const { addLine, calls, plugIn } = await createDesk()
  const { address, unplug } = await plugIn(0)
  expect(await calls['lines.tryPort']({ address })).toMatchObject({
    kind: 'modem',
    modem: { address, name: 'Campanile Simulated modem', needsPin: false },
  })
  await expect(calls['lines.tryPort']({ address: 'COM 12' })).rejects.toMatchObject({
    code: 'line/invalid-settings',
  })
  const id = await addLine(address)
  await expect(calls['lines.tryPort']({ address })).rejects.toMatchObject({ code: 'line/address-in-use' })
  expect(await calls['lines.explain']({ id })).toBeNull()
  await unplug()
  const other = 'tcp://127.0.0.1:1'
  expect(await calls['lines.tryPort']({ address: other })).toMatchObject({
    kind: 'trouble',
    code: 'port-missing',
    advice: { cause: 'host-refuses', steps: ['check-server', 'one-program'], values: { address: other } },
  })
})

test('A line whose port is gone says why, and no longer once it is open', async () => {
  const { addLine, calls, lines, plugIn } = await createDesk()
  const { address, unplug } = await plugIn(0)
  const id = await addLine(address)
  await unplug()
  await lines.test(id)
  expect(await calls['lines.explain']({ id })).toMatchObject({ cause: 'host-refuses', values: { address } })
  await plugIn(0, Number(address.split(':').at(-1)))
  await lines.test(id)
  expect(await calls['lines.explain']({ id })).toBeNull()
})
