import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openSerial } from '../../../../src/main/engine/serial.ts'
import { openPort } from '../../../../src/main/engine/transports/gsm-modem/open-port.ts'
import { inspectPort } from '../../../../src/main/host/inspect-port.ts'
import { openPty } from '../../../../src/main/host/open-pty.ts'
import { systemClock } from '../../../../src/main/host/system-clock.ts'
import { createTemporaryFolder } from '../../../support/temporary-folder.ts'
import { silentLog } from '../engine/transports/support/environment.ts'

/** A system of which only these files are there. */
function createRoot(files: Readonly<Record<string, string>>): string {
  const root = createTemporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

const context = { clock: systemClock, log: silentLog }

test('A host that no name server knows is not there, this machine is', async () => {
  expect(await inspectPort('tcp://no-such-host.invalid:7000')).toMatchObject({ isThere: false })
  expect(await inspectPort('tcp://127.0.0.1:7000')).toMatchObject({ isThere: true })
})

describe.skipIf(process.platform !== 'linux')('On Linux', () => {
  test('a port that another program has locked is busy, and that program is named', async () => {
    const { path, stream } = await openPty()
    onTestFinished(() => void stream.destroy())
    const first = await openSerial(path)
    onTestFinished(() => void first.destroy())
    await expect(openPort(path, context)).rejects.toMatchObject({ code: 'port-busy' })
    // The terminal's own end is held by the program that made it, so that somebody is always named.
    const { holder } = await inspectPort(path)
    expect(holder).toBeDefined()
  })

  test('a port that is held by this program says so', async () => {
    const root = createRoot({ [`proc/${process.pid}/comm`]: 'campanile\n', [`proc/${process.pid}/fd/x`]: '' })
    const device = join(root, 'ttyUSB0')
    writeFileSync(device, '')
    symlinkSync(device, join(root, `proc/${process.pid}/fd/9`))
    expect(await inspectPort(device, { root })).toMatchObject({ holder: 'own', isDevice: false })
  })

  test('a port that is not there is missing', async () => {
    await expect(openPort('/dev/ttyUSB94', context)).rejects.toMatchObject({ code: 'port-missing' })
    expect(await inspectPort('/dev/ttyUSB94')).toMatchObject({ isThere: false })
  })

  test('a file is no port', async () => {
    const file = join(createTemporaryFolder(), 'modem')
    writeFileSync(file, '')
    await expect(openPort(file, context)).rejects.toMatchObject({ code: 'port-failed' })
    expect(await inspectPort(file)).toMatchObject({ isThere: true, isDevice: false })
  })

  test('the group of a port and the own part in it are read', async () => {
    const user = userInfo().username
    const device = join(createTemporaryFolder(), 'ttyUSB0')
    writeFileSync(device, '')
    const own = process.getgid?.() ?? 0
    const at = (groups: string): Promise<object> =>
      inspectPort(device, { root: createRoot({ 'etc/group': groups }) })
    expect(await at(`tty:x:5:\ndialout:x:${own}:\n`)).toMatchObject({
      user,
      group: 'dialout',
      membership: 'now',
    })
    expect(await at('dialout:x:20:anna\n')).toMatchObject({ user })
  })

  test('services that take modems and sticks that are no modems are seen', async () => {
    const root = createRoot({
      'proc/1/comm': 'systemd\n',
      'proc/812/comm': 'ModemManager\n',
      'sys/bus/usb/devices/1-1/idVendor': '12d1\n',
      'sys/bus/usb/devices/1-1/idProduct': '14dc\n',
    })
    expect(await inspectPort('/dev/ttyUSB94', { root })).toMatchObject({
      suspects: ['ModemManager'],
      stick: 'network-card',
    })
  })

  test('a modem that shows a port for data alone is told from none', async () => {
    const root = createRoot({ 'dev/cdc-wdm0': '' })
    expect(await inspectPort('/dev/ttyUSB94', { root })).toMatchObject({ stick: 'data-only' })
    expect(await inspectPort('/dev/ttyUSB94', { root: createRoot({}) })).not.toHaveProperty('stick')
  })

  test('a sandbox is known by what it leaves in the environment', async () => {
    const inside = (env: NodeJS.ProcessEnv): Promise<object> => inspectPort('/dev/ttyUSB94', { env })
    expect(await inside({ SNAP: '/snap/x', SNAP_NAME: 'campanile' })).toMatchObject({
      sandbox: { kind: 'snap', name: 'campanile' },
    })
    expect(await inside({ FLATPAK_ID: 'org.example.Campanile' })).toMatchObject({
      sandbox: { kind: 'flatpak', name: 'org.example.Campanile' },
    })
    expect(await inside({})).not.toHaveProperty('sandbox')
  })
})
