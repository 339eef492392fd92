import type { FailureCode } from './failure-codes.ts'
import type { PortAdvice, PortCause, PortFacts, PortPlatform, PortStep } from './port-advice.ts'

interface Rule {
  readonly code: readonly FailureCode[]
  readonly platform?: readonly PortPlatform[]
  readonly when?: (facts: PortFacts) => boolean
  readonly cause: PortCause
  readonly steps: readonly PortStep[]
  readonly command?: (facts: PortFacts) => string
}

const isTcp = ({ address }: PortFacts): boolean => /^tcp:/i.test(address)
const isOfWindows = (address: string): boolean => /^(\\\\\.\\)?com\d/i.test(address)
const twin = /^\/dev\/tty\.(?!USB|ACM)/
const hasOthers = ({ ports, address }: PortFacts): boolean => ports.some(port => port !== address)
const suspects = (facts: PortFacts, name: string): boolean =>
  facts.holder === name || (facts.holder === undefined && (facts.suspects?.includes(name) ?? false))
/** Of several ports of one stick the wrong one keeps silent too, which is likelier than that somebody reads along. */
const readsAlong = (facts: PortFacts, name: string): boolean => suspects(facts, name) && !hasOthers(facts)

const missing: readonly FailureCode[] = ['port-missing']
const busy: readonly FailureCode[] = ['port-busy']
const silent: readonly FailureCode[] = ['modem-silent']
const closed: readonly FailureCode[] = ['port-permission']
const stickCodes: readonly FailureCode[] = ['port-missing', 'modem-silent']

/** What a port of another system, or a serial server in the network, needs. */
const ANYWHERE: readonly Rule[] = [
  {
    code: missing,
    when: facts => isTcp(facts) && facts.isThere === false,
    cause: 'host-unknown',
    steps: ['check-host'],
  },
  {
    code: ['port-missing', 'port-failed'],
    when: isTcp,
    cause: 'host-refuses',
    steps: ['check-server', 'one-program'],
  },
  { code: silent, when: isTcp, cause: 'host-silent', steps: ['one-program', 'server-speed', 'replug'] },
  {
    code: ['port-missing', 'port-failed'],
    platform: ['linux', 'darwin'],
    when: ({ address }) => isOfWindows(address),
    cause: 'foreign',
    steps: ['name-here'],
  },
  {
    code: ['port-missing', 'port-failed'],
    platform: ['win32'],
    when: ({ address }) => address.startsWith('/'),
    cause: 'foreign',
    steps: ['name-here'],
  },
]

/** Sticks that show no port for messages, and those that show another one. */
const STICKS: readonly Rule[] = [
  {
    code: stickCodes,
    when: ({ stick, ports }) => stick === 'network-card' && ports.length === 0,
    cause: 'network-card',
    steps: ['other-stick'],
  },
  {
    code: stickCodes,
    platform: ['linux'],
    when: ({ stick, ports }) => stick === 'drive' && ports.length === 0,
    cause: 'drive',
    steps: ['switch-mode', 'replug'],
    command: () => 'sudo apt install usb-modeswitch',
  },
  {
    code: stickCodes,
    when: ({ stick, ports }) => stick === 'data-only' && ports.length === 0,
    cause: 'data-only',
    steps: ['data-mode', 'other-stick'],
  },
  {
    code: ['port-missing', 'modem-silent', 'port-failed'],
    platform: ['darwin'],
    when: ({ address }) => twin.test(address),
    cause: 'carrier',
    steps: ['use-twin'],
  },
  { code: missing, when: hasOthers, cause: 'moved', steps: ['choose-other', 'replug'] },
]

const takenByModemManager = {
  cause: 'modem-manager',
  steps: ['run-command', 'leave-to-us'],
  command: () => 'sudo systemctl disable --now ModemManager',
} as const

const takenByBraille = {
  cause: 'braille',
  steps: ['run-command', 'replug'],
  command: () => 'sudo systemctl disable --now brltty-udev brltty',
} as const

const LINUX: readonly Rule[] = [
  {
    code: ['port-missing', 'port-permission'],
    when: ({ sandbox }) => sandbox?.kind === 'snap',
    cause: 'sandbox',
    steps: ['run-command', 'replug'],
    command: ({ sandbox }) => `sudo snap connect ${sandbox?.name ?? 'campanile'}:raw-usb`,
  },
  {
    code: ['port-missing', 'port-permission'],
    when: ({ sandbox }) => sandbox?.kind === 'flatpak',
    cause: 'sandbox',
    steps: ['run-command', 'replug'],
    command: ({ sandbox }) => `flatpak override --user --device=all ${sandbox?.name ?? ''}`.trim(),
  },
  {
    code: missing,
    cause: 'nothing-there',
    steps: ['plug-in', 'other-socket', 'driver-linux'],
    command: () => 'sudo dmesg | tail -n 20',
  },
  {
    code: closed,
    when: ({ membership }) => membership === 'later',
    cause: 'group-later',
    steps: ['log-out'],
  },
  {
    code: closed,
    when: ({ group, membership }) => group !== undefined && group !== 'root' && membership !== 'now',
    cause: 'group',
    steps: ['run-command', 'log-out'],
    command: ({ group, user }) => `sudo usermod -aG ${group ?? 'dialout'} ${user ?? '$USER'}`,
  },
  {
    code: closed,
    cause: 'no-rights',
    steps: ['run-command'],
    command: ({ user, address }) => `sudo setfacl -m u:${user ?? '$USER'}:rw ${address}`,
  },
  { code: busy, when: ({ holder }) => holder === 'own', cause: 'own', steps: ['close-line'] },
  {
    code: busy,
    when: facts => suspects(facts, 'ModemManager'),
    ...takenByModemManager,
  },
  {
    code: silent,
    when: facts => readsAlong(facts, 'ModemManager'),
    ...takenByModemManager,
  },
  {
    code: busy,
    when: facts => suspects(facts, 'brltty'),
    ...takenByBraille,
  },
  {
    code: silent,
    when: facts => readsAlong(facts, 'brltty'),
    ...takenByBraille,
  },
  { code: busy, when: ({ holder }) => holder !== undefined, cause: 'held', steps: ['close-holder'] },
  {
    code: busy,
    cause: 'busy',
    steps: ['run-command', 'close-holder'],
    command: ({ address }) => `sudo fuser -v ${address}`,
  },
]

const WINDOWS: readonly Rule[] = [
  { code: missing, cause: 'nothing-there', steps: ['plug-in', 'other-socket', 'driver-windows'] },
  { code: [...busy, ...closed], cause: 'dashboard', steps: ['close-dashboard', 'replug'] },
  { code: silent, when: hasOthers, cause: 'wrong-port', steps: ['modem-port', 'choose-other'] },
  { code: ['port-failed'], cause: 'failed', steps: ['replug', 'driver-windows'] },
]

const MAC: readonly Rule[] = [
  { code: missing, cause: 'nothing-there', steps: ['plug-in', 'allow-accessory', 'driver-mac'] },
  { code: closed, cause: 'no-rights', steps: ['allow-accessory', 'driver-mac'] },
  {
    code: busy,
    cause: 'busy',
    steps: ['run-command', 'close-holder'],
    command: ({ address }) => `lsof ${address}`,
  },
]

/** Where nothing more is known. */
const REST: readonly Rule[] = [
  { code: missing, cause: 'nothing-there', steps: ['plug-in', 'other-socket'] },
  { code: closed, cause: 'no-rights', steps: [] },
  { code: busy, cause: 'busy', steps: ['close-holder'] },
  {
    code: ['port-failed'],
    when: ({ isDevice }) => isDevice === false,
    cause: 'no-port',
    steps: ['choose-port'],
  },
  { code: ['port-failed'], cause: 'failed', steps: ['replug', 'other-socket'] },
  { code: silent, when: hasOthers, cause: 'wrong-port', steps: ['choose-other', 'replug'] },
  { code: silent, cause: 'silent', steps: ['replug', 'power'] },
]

const OWN: Readonly<Record<PortPlatform, readonly Rule[]>> = {
  linux: LINUX,
  darwin: MAC,
  win32: WINDOWS,
  other: [],
}

/**
 * Why a port does not open, in the order of what is most sure, and what to do about it on this system; undefined for a
 * failure that is not one of the port.
 */
export function explainPort(code: string, facts: PortFacts): PortAdvice | undefined {
  const rules = [...ANYWHERE, ...STICKS, ...OWN[facts.platform], ...REST]
  const rule = rules.find(
    ({ code: codes, platform, when }) =>
      (codes as readonly string[]).includes(code) &&
      (platform === undefined || platform.includes(facts.platform)) &&
      (when === undefined || when(facts)),
  )
  if (rule === undefined) return undefined
  const { cause, steps, command } = rule
  return { cause, steps, values: valuesOf(facts), command: command?.(facts) ?? null }
}

function valuesOf({ address, group, user, holder, ports, platform }: PortFacts): Record<string, string> {
  return {
    address,
    twin: address.replace(twin, '/dev/cu.'),
    example: platform === 'win32' ? 'COM5' : platform === 'darwin' ? '/dev/cu.usbmodem1' : '/dev/ttyUSB0',
    ports: ports.filter(port => port !== address).join(', ') || '–',
    group: group ?? '',
    user: user ?? '',
    holder: holder ?? '',
  }
}
