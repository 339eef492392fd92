/** Systems whose ports are known; `other` has neither names nor habits of its own. */
export const portPlatforms = ['linux', 'darwin', 'win32', 'other'] as const
export type PortPlatform = (typeof portPlatforms)[number]

/** What is known about a port that does not open, as far as the system tells. */
export interface PortFacts {
  readonly platform: PortPlatform
  readonly address: string
  /** Whether the device is there, or the host of a network address is known. */
  readonly isThere?: boolean
  /** False for a file, a folder or a socket. */
  readonly isDevice?: boolean
  /** Who runs the program. */
  readonly user?: string
  /** The group that may open the device. */
  readonly group?: string
  /** Whether the user is in it; `later`: only after the next login. */
  readonly membership?: 'none' | 'later' | 'now'
  /** The program that has it open, as far as this user may see; `own` is this one. */
  readonly holder?: string
  /** Programs known to take ports that are running. */
  readonly suspects?: readonly string[]
  /** What the program is locked into. */
  readonly sandbox?: { readonly kind: 'snap' | 'flatpak'; readonly name: string }
  /** A stick that is plugged in and shows no port for messages as it is. */
  readonly stick?: 'network-card' | 'drive' | 'data-only'
  /** Other ports that are there. */
  readonly ports: readonly string[]
}

/** Why a port does not open; each has a sentence in every language. */
export const portCauses = [
  'host-unknown',
  'host-refuses',
  'host-silent',
  'foreign',
  'network-card',
  'drive',
  'data-only',
  'moved',
  'sandbox',
  'nothing-there',
  'carrier',
  'group-later',
  'group',
  'no-rights',
  'own',
  'modem-manager',
  'braille',
  'held',
  'busy',
  'dashboard',
  'no-port',
  'failed',
  'wrong-port',
  'silent',
] as const
export type PortCause = (typeof portCauses)[number]

/** What a person can do, in order; each has a sentence in every language. */
export const portSteps = [
  'check-host',
  'check-server',
  'one-program',
  'server-speed',
  'name-here',
  'other-stick',
  'switch-mode',
  'data-mode',
  'choose-other',
  'run-command',
  'plug-in',
  'other-socket',
  'driver-linux',
  'driver-windows',
  'driver-mac',
  'allow-accessory',
  'use-twin',
  'log-out',
  'close-holder',
  'close-dashboard',
  'close-line',
  'leave-to-us',
  'choose-port',
  'modem-port',
  'replug',
  'power',
] as const
export type PortStep = (typeof portSteps)[number]

/** Why a port does not open and what to do about it. */
export interface PortAdvice {
  readonly cause: PortCause
  readonly steps: readonly PortStep[]
  /** What stands in the sentences. */
  readonly values: Readonly<Record<string, string>>
  /** What can be copied into a terminal, where one command mends it or tells more. */
  readonly command: string | null
}
