import { describe, expect, test } from 'vitest'
import { explainPort } from '../../../../src/shared/lines/explain-port.ts'
import type { PortCause, PortFacts, PortStep } from '../../../../src/shared/lines/port-advice.ts'

type Case = readonly [
  what: string,
  code: string,
  facts: Partial<PortFacts>,
  cause: PortCause,
  first: PortStep | undefined,
  command: string | null,
]

const linux: readonly Case[] = [
  ['nothing plugged in', 'port-missing', {}, 'nothing-there', 'plug-in', 'sudo dmesg | tail -n 20'],
  ['another number now', 'port-missing', { ports: ['/dev/ttyUSB3'] }, 'moved', 'choose-other', null],
  ['a HiLink stick', 'port-missing', { stick: 'network-card' }, 'network-card', 'other-stick', null],
  [
    'a HiLink stick beside a modem',
    'port-missing',
    { stick: 'network-card', ports: ['/dev/ttyUSB3'] },
    'moved',
    'choose-other',
    null,
  ],
  [
    'a stick as a drive',
    'port-missing',
    { stick: 'drive' },
    'drive',
    'switch-mode',
    'sudo apt install usb-modeswitch',
  ],
  ['a modem with cdc-wdm alone', 'port-missing', { stick: 'data-only' }, 'data-only', 'data-mode', null],
  ['a name of Windows', 'port-missing', { address: 'COM5' }, 'foreign', 'name-here', null],
  [
    'not in dialout',
    'port-permission',
    { group: 'dialout', user: 'anna', membership: 'none' },
    'group',
    'run-command',
    'sudo usermod -aG dialout anna',
  ],
  [
    'not in uucp',
    'port-permission',
    { group: 'uucp', user: 'anna', membership: 'none' },
    'group',
    'run-command',
    'sudo usermod -aG uucp anna',
  ],
  [
    'in dialout, not logged in again',
    'port-permission',
    { group: 'dialout', user: 'anna', membership: 'later' },
    'group-later',
    'log-out',
    null,
  ],
  [
    'a port of root',
    'port-permission',
    { group: 'root', user: 'anna', membership: 'none' },
    'no-rights',
    'run-command',
    'sudo setfacl -m u:anna:rw /dev/ttyUSB0',
  ],
  [
    'in the group and yet shut',
    'port-permission',
    { group: 'dialout', user: 'anna', membership: 'now' },
    'no-rights',
    'run-command',
    'sudo setfacl -m u:anna:rw /dev/ttyUSB0',
  ],
  [
    'a snap',
    'port-permission',
    { sandbox: { kind: 'snap', name: 'campanile' } },
    'sandbox',
    'run-command',
    'sudo snap connect campanile:raw-usb',
  ],
  [
    'a flatpak, which sees no device',
    'port-missing',
    { sandbox: { kind: 'flatpak', name: 'org.example.Campanile' } },
    'sandbox',
    'run-command',
    'flatpak override --user --device=all org.example.Campanile',
  ],
  [
    'held by ModemManager',
    'port-busy',
    { holder: 'ModemManager' },
    'modem-manager',
    'run-command',
    'sudo systemctl disable --now ModemManager',
  ],
  [
    'busy while ModemManager runs',
    'port-busy',
    { suspects: ['ModemManager'] },
    'modem-manager',
    'run-command',
    'sudo systemctl disable --now ModemManager',
  ],
  [
    'held by another, though ModemManager runs',
    'port-busy',
    { holder: 'minicom', suspects: ['ModemManager'] },
    'held',
    'close-holder',
    null,
  ],
  [
    'busy while brltty runs',
    'port-busy',
    { suspects: ['brltty'] },
    'braille',
    'run-command',
    'sudo systemctl disable --now brltty-udev brltty',
  ],
  ['held by this program', 'port-busy', { holder: 'own' }, 'own', 'close-line', null],
  ['held by nobody that is seen', 'port-busy', {}, 'busy', 'run-command', 'sudo fuser -v /dev/ttyUSB0'],
  ['a file', 'port-failed', { isDevice: false }, 'no-port', 'choose-port', null],
  ['a broken device', 'port-failed', { isDevice: true }, 'failed', 'replug', null],
  [
    'the wrong one of three',
    'modem-silent',
    { ports: ['/dev/ttyUSB0', '/dev/ttyUSB1', '/dev/ttyUSB2'], suspects: ['ModemManager'] },
    'wrong-port',
    'choose-other',
    null,
  ],
  [
    'silent while ModemManager reads along',
    'modem-silent',
    { suspects: ['ModemManager'] },
    'modem-manager',
    'run-command',
    'sudo systemctl disable --now ModemManager',
  ],
  [
    'silent while brltty reads along',
    'modem-silent',
    { suspects: ['brltty'] },
    'braille',
    'run-command',
    'sudo systemctl disable --now brltty-udev brltty',
  ],
  ['silent', 'modem-silent', {}, 'silent', 'replug', null],
  [
    'an unknown host',
    'port-missing',
    { address: 'tcp://box:7000', isThere: false },
    'host-unknown',
    'check-host',
    null,
  ],
  [
    'nobody at a host',
    'port-missing',
    { address: 'tcp://box:7000', isThere: true },
    'host-refuses',
    'check-server',
    null,
  ],
  ['no modem at a host', 'modem-silent', { address: 'tcp://box:7000' }, 'host-silent', 'one-program', null],
]

const windows: readonly Case[] = [
  ['no driver', 'port-missing', {}, 'nothing-there', 'plug-in', null],
  [
    'another number now',
    'port-missing',
    { address: 'COM12', ports: ['COM13'] },
    'moved',
    'choose-other',
    null,
  ],
  ['the program of the maker', 'port-busy', {}, 'dashboard', 'close-dashboard', null],
  ['no access', 'port-permission', {}, 'dashboard', 'close-dashboard', null],
  ['a HiLink stick', 'port-missing', { stick: 'network-card' }, 'network-card', 'other-stick', null],
  ['a path', 'port-missing', { address: '/dev/ttyUSB0' }, 'foreign', 'name-here', null],
  [
    'the port for diagnosis',
    'modem-silent',
    { address: 'COM12', ports: ['COM12', 'COM13'] },
    'wrong-port',
    'modem-port',
    null,
  ],
  ['silent', 'modem-silent', { ports: ['COM5'] }, 'silent', 'replug', null],
  ['a dead driver', 'port-failed', {}, 'failed', 'replug', null],
]

const mac: readonly Case[] = [
  ['no driver', 'port-missing', {}, 'nothing-there', 'plug-in', null],
  [
    'the port that waits for a call',
    'modem-silent',
    { address: '/dev/tty.usbmodem1' },
    'carrier',
    'use-twin',
    null,
  ],
  [
    'that port, which is not there',
    'port-missing',
    { address: '/dev/tty.usbmodem1' },
    'carrier',
    'use-twin',
    null,
  ],
  ['another name now', 'port-missing', { ports: ['/dev/cu.usbmodem2'] }, 'moved', 'choose-other', null],
  ['busy', 'port-busy', {}, 'busy', 'run-command', 'lsof /dev/cu.usbmodem1'],
  ['an accessory that was not allowed', 'port-permission', {}, 'no-rights', 'allow-accessory', null],
  ['a name of Windows', 'port-missing', { address: 'COM12' }, 'foreign', 'name-here', null],
  ['silent', 'modem-silent', {}, 'silent', 'replug', null],
]

const other: readonly Case[] = [
  ['nothing plugged in', 'port-missing', {}, 'nothing-there', 'plug-in', null],
  ['no access', 'port-permission', {}, 'no-rights', undefined, null],
  ['busy', 'port-busy', {}, 'busy', 'close-holder', null],
]

describe.each([
  { platform: 'linux', address: '/dev/ttyUSB0', cases: linux },
  { platform: 'win32', address: 'COM5', cases: windows },
  { platform: 'darwin', address: '/dev/cu.usbmodem1', cases: mac },
  { platform: 'other', address: '/dev/cuaU0', cases: other },
] as const)('A port of $platform that does not open', ({ platform, address, cases }) => {
  test.each(cases)('%s', (_, code, facts, cause, first, command) => {
    const advice = explainPort(code, { platform, address, ports: [], ...facts })
    expect(advice).toMatchObject({ cause, command })
    expect(advice?.steps[0]).toBe(first)
    const usesCommand = advice?.steps.some(
      step => step === 'run-command' || step === 'driver-linux' || step === 'switch-mode',
    )
    expect(advice?.command !== null).toBe(usesCommand === true && command !== null)
  })
})

test('What stands in the sentences is told with the cause', () => {
  const facts = { platform: 'darwin', address: '/dev/tty.usbmodem1', ports: ['/dev/cu.usbmodem9'] } as const
  expect(explainPort('port-missing', facts)?.values).toMatchObject({
    address: '/dev/tty.usbmodem1',
    twin: '/dev/cu.usbmodem1',
    ports: '/dev/cu.usbmodem9',
  })
})

test('A failure that is not one of the port is not explained by it', () => {
  for (const code of ['modem-pin-needed', 'modem-no-sim', 'line-closed', 'cms-10'])
    expect(explainPort(code, { platform: 'linux', address: '/dev/ttyUSB0', ports: [] })).toBeUndefined()
})
