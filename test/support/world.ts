import { join } from 'node:path'
import { duplexPair } from 'node:stream'
import { onTestFinished } from 'vitest'
import { createFileGrants } from '../../src/main/host/file-grants.ts'
import type { OpenTransport } from '../../src/main/engine/lines/create-lines.ts'
import { startEngine } from '../../src/main/engine/start.ts'
import { openGsmModem } from '../../src/main/engine/transports/gsm-modem/open-gsm-modem.ts'
import type { FaultScript } from '../../src/main/engine/transports/simulator/faults.ts'
import { ModemEmulator } from '../../src/main/engine/transports/simulator/modem-emulator.ts'
import { createNetwork, type Network } from '../../src/main/engine/transports/simulator/network.ts'
import { contract, type CampanileClient } from '../../src/shared/contract/index.ts'
import type { DeliveryContent } from '../../src/shared/delivery/delivery-content.ts'
import type { Delivery } from '../../src/shared/contract/deliveries.ts'
import { simulatorLine, type SimulatorSettings } from '../../src/shared/lines/simulator.ts'
import { channelPair, connect } from '../../src/shared/rpc.ts'
import { drawWorkflow } from './draw-workflow.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createKeptLog, type LogEntry } from './kept-log.ts'
import { createSeededRandom } from './seeded-random.ts'
import { createTemporaryFolder } from './temporary-folder.ts'

/** The whole engine on a new workspace, with a clock that stands still and a simulated network that is watched. */
export interface World {
  readonly path: string
  readonly clock: FakeClock
  readonly client: CampanileClient
  readonly log: readonly LogEntry[]
  /** The network behind every simulator line; its journal holds what arrived. */
  readonly network: Network
  /** What goes wrong at the simulated modem; replaced at any time. */
  faults: FaultScript
  /** Pulls the cable of the simulated modem out. */
  unplug(): void
  /** Calls, letting the clock run until there is an answer. */
  call: CampanileClient['call']
  addLine(settings?: Partial<SimulatorSettings>): Promise<number>
  addPeople(phones: readonly string[]): Promise<void>
  /** Everybody in the workspace, prepared and ready to be confirmed. */
  prepareDelivery(content?: string | DeliveryContent): Promise<Delivery>
  /** Prepares and confirms; the answer is as after the confirmation. */
  startDelivery(text?: string): Promise<Delivery>
  readDelivery(id: number): Promise<Delivery>
  /** Lets the clock run until a delivery is over and so long after, for receipts. */
  finish(id: number, receiptsMs?: number): Promise<Delivery>
}

/** Starts a world; it ends with its test. */
export function createWorld(): World {
  const path = join(createTemporaryFolder(), 'test.campanile')
  const clock = createFakeClock()
  const random = createSeededRandom()
  const log = createKeptLog()
  const network = createNetwork({ clock, random })
  const modem = createWatchedModem(network)
  const [near, far] = channelPair()
  const files = createFileGrants(true)
  const outside = { clock, random, log, files, version: 'test' }
  const engine = startEngine({ ...outside, channel: far, workspacePath: path, openTransport: modem.open })
  const client = connect(near, contract)
  onTestFinished(async () => {
    await runWhile(clock, engine.stop())
    network.close()
  })
  const call: CampanileClient['call'] = (name, input) => runWhile(clock, client.call(name, input))
  return {
    path,
    clock,
    client,
    network,
    call,
    unplug: modem.unplug,
    log: log.entries,
    get faults() {
      return modem.faults
    },
    set faults(script) {
      modem.faults = script
    },
    ...createSteps(call, clock),
  }
}

type Steps = Pick<
  World,
  'addLine' | 'addPeople' | 'prepareDelivery' | 'startDelivery' | 'readDelivery' | 'finish'
>

function createSteps(call: CampanileClient['call'], clock: FakeClock): Steps {
  const readDelivery = (id: number): Promise<Delivery> => call('deliveries.get', { id })
  const steps: Steps = {
    readDelivery,
    async addLine(settings = {}) {
      const parsed = simulatorLine.settings.parse(settings)
      const price = { priceMicros: 50_000, currency: 'EUR' }
      const line = { name: 'Simulator', kind: 'simulator', settings: parsed, isDefault: true, ...price }
      return (await call('lines.save', line)).id
    },
    async addPeople(phones) {
      for (const [index, phone] of phones.entries()) {
        await call('people.create', { phone, firstName: `Person ${index + 1}` })
      }
    },
    async prepareDelivery(content = 'Hello') {
      const workflow = await call('workflows.create', { name: 'Test', document: drawWorkflow(content) })
      const { runId } = await call('workflows.start', { id: workflow.id })
      const find = async (): Promise<Delivery | undefined> =>
        (await call('deliveries.list', {})).find(({ workflow: of }) => of?.runId === runId)
      await clock.runUntil(async () => {
        const state = (await find())?.state
        return state !== undefined && state !== 'draft' && state !== 'preparing'
      })
      const found = await find()
      if (!found) throw new Error('the run made no delivery')
      return found
    },
    async startDelivery(text) {
      const { id, preparation } = await steps.prepareDelivery(text)
      const typedCount = preparation?.toDeliver ?? 0
      await call('deliveries.confirm', { id, digest: preparation?.digest ?? '', typedCount })
      return readDelivery(id)
    },
    async finish(id, receiptsMs = 10_000) {
      await clock.runUntil(async () => (await readDelivery(id)).state === 'finished')
      await clock.advance(receiptsMs)
      return readDelivery(id)
    },
  }
  return steps
}

interface WatchedModem {
  readonly open: OpenTransport
  faults: FaultScript
  unplug(): void
}

/** One modem for the whole test: as a real one it outlives its cable, and holds reports while nobody listens. */
function createWatchedModem(network: Network): WatchedModem {
  let emulator: ModemEmulator | undefined
  const modem: WatchedModem = {
    faults: {},
    unplug: () => emulator?.detach(),
    async open(_kind, settings, context) {
      const { latencyMs } = simulatorLine.settings.parse(settings)
      emulator ??= new ModemEmulator({
        network,
        clock: context.clock,
        latencyMs,
        faults: followFaults(modem),
      })
      const [ours, theirs] = duplexPair()
      emulator.attach(theirs)
      return openGsmModem({ ...context, stream: ours, settings: {} })
    },
  }
  return modem
}

/** What goes wrong now, whatever it was when the modem was switched on. */
function followFaults(modem: WatchedModem): FaultScript {
  let ordinal = 0
  return {
    submit: () => modem.faults.submit?.(++ordinal),
    recipient: number => modem.faults.recipient?.(number),
    get promptDelayMs() {
      return modem.faults.promptDelayMs
    },
    get chunkSize() {
      return modem.faults.chunkSize
    },
    get chatter() {
      return modem.faults.chatter
    },
    get sim() {
      return modem.faults.sim
    },
    get network() {
      return modem.faults.network
    },
  }
}

async function runWhile<T>(clock: FakeClock, promise: Promise<T>): Promise<T> {
  let isSettled = false
  const settled = (): void => void (isSettled = true)
  promise.then(settled, settled)
  await clock.runUntil(() => isSettled)
  return promise
}
