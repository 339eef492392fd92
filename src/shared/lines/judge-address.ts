import { gsmModemLine } from './gsm-modem.ts'

/** What is wrong with an address that a person typed; each has a sentence in every language. */
export const addressFaults = [
  'empty',
  'com',
  'folder',
  'twin',
  'not-serial',
  'web-page',
  'scheme',
  'tcp-port',
  'shape',
] as const
export type AddressFault = (typeof addressFaults)[number]

/** What is wrong, and what was probably meant. */
export interface AddressJudgement {
  readonly fault: AddressFault
  readonly suggestion?: string
}

interface Rule {
  readonly pattern: RegExp
  readonly fault: AddressFault
  /** What was meant, with the groups of the pattern. */
  readonly suggestion?: string
}

const RULES: readonly Rule[] = [
  { pattern: /^$/, fault: 'empty' },
  { pattern: /^(?:\\\\\.\\)?com0+:?$/i, fault: 'com' },
  { pattern: /^(?:\\\\\.\\)?com(?:\s+|0+|[-_#])([1-9]\d{0,2}):?$/i, fault: 'com', suggestion: 'COM$1' },
  { pattern: /^com([1-9]\d{0,2}):$/i, fault: 'com', suggestion: 'COM$1' },
  { pattern: /^([1-9]\d{0,2})$/, fault: 'com', suggestion: 'COM$1' },
  { pattern: /^\/?dev\/tty\.((?!USB|ACM)\S+)$/, fault: 'twin', suggestion: '/dev/cu.$1' },
  { pattern: /^tty\.((?!USB|ACM)\S+)$/, fault: 'twin', suggestion: '/dev/cu.$1' },
  {
    pattern: /^((?:tty(?:USB|ACM|S|AMA|O)|rfcomm|pts\/)\d+|cu\.\S+|serial\/by-\S+)$/,
    fault: 'folder',
    suggestion: '/dev/$1',
  },
  { pattern: /^(dev\/\S+)$/, fault: 'folder', suggestion: '/$1' },
  { pattern: /^\/dev\/(cdc-wdm|sd|sr|video|input|bus|usb|net|null|zero|hidraw)/, fault: 'not-serial' },
  { pattern: /^https?:\/\//i, fault: 'web-page' },
  {
    pattern: /^(?:(?:telnet|rfc2217|socket):\/*|tcp:\/?(?!\/))([^/\s]+:\d{1,5})\/?$/i,
    fault: 'scheme',
    suggestion: 'tcp://$1',
  },
  { pattern: /^([a-z\d][\w.-]*:\d{1,5})$/i, fault: 'scheme', suggestion: 'tcp://$1' },
  { pattern: /^tcp:/i, fault: 'tcp-port' },
]

/** Says what is wrong with a typed address; undefined for one that can be tried. */
export function judgeAddress(typed: string): AddressJudgement | undefined {
  const address = typed.trim()
  const isRefused = !isAccepted(address)
  for (const { pattern, fault, suggestion } of RULES) {
    if (!pattern.test(address) || (!isRefused && !isOdd(fault, address))) continue
    const meant = suggestion === undefined ? undefined : address.replace(pattern, suggestion)
    return meant !== undefined && isAccepted(meant) ? { fault, suggestion: meant } : { fault }
  }
  return isRefused ? { fault: 'shape' } : undefined
}

/** Addresses that could be opened and yet are never a modem's. */
function isOdd(fault: AddressFault, address: string): boolean {
  return fault === 'twin' || fault === 'not-serial' || (fault === 'com' && /com0/i.test(address))
}

function isAccepted(address: string): boolean {
  return gsmModemLine.settings.shape.address.safeParse(address).success
}
