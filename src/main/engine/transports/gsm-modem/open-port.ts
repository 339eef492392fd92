import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import type { SendError } from '../../../../shared/errors.ts'
import type { FailureCode } from '../../../../shared/lines/failure-codes.ts'
import type { Clock, Log } from '../../environment.ts'
import { modemFailure } from './modem-failure.ts'
import { openSerial, type OpenSerial } from './open-serial.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** Phrases of Linux, macOS and Windows for why a port does not open. */
const CAUSES: readonly (readonly [RegExp, FailureCode])[] = [
  [/cannot lock port|resource temporarily unavailable|resource busy|EBUSY|EAGAIN/i, 'port-busy'],
  [/permission denied|EACCES|EPERM|operation not permitted/i, 'port-permission'],
  // Windows opens ports exclusively and calls one that is taken a lack of access.
  [/access (is )?denied/i, 'port-busy'],
  [
    /no such (file|device)|device not configured|cannot find|file not found|ENOENT|ENXIO|ENODEV|ECONNREFUSED|ENOTFOUND|EHOSTUNREACH/i,
    'port-missing',
  ],
]

/** What opening a port takes. */
export interface PortContext {
  readonly clock: Clock
  readonly log: Log
  /** Opens serial ports where this thread cannot. */
  readonly openSerial?: OpenSerial | undefined
}

/**
 * Opens a serial path (locked, so that no other program steals bytes) or `tcp://host:port`. Rejects with a
 * SendError of a `port-…` code.
 */
export function openPort(address: string, context: PortContext): Promise<Duplex> {
  const [, host, port] = /^tcp:\/\/(.+):(\d{1,5})$/i.exec(address) ?? []
  const opening =
    host === undefined
      ? (context.openSerial ?? openSerial)(address)
      : openTcp(host, Number(port), context.clock)
  return opening.catch((error: unknown) => {
    const cause = error instanceof Error ? error.message : String(error)
    context.log.warn('port does not open', { address, cause })
    throw explainPortError(cause)
  })
}

/** The error that a system's own words stand for. */
export function explainPortError(cause: string): SendError {
  const [, code] = CAUSES.find(([pattern]) => pattern.test(cause)) ?? []
  return modemFailure(code ?? 'port-failed')
}

function openTcp(host: string, port: number, clock: Clock): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const bare = host.startsWith('[') ? host.slice(1, -1) : host
    const socket = connect({ host: bare, port, noDelay: true })
    const cancel = clock.after(CONNECT_TIMEOUT_MS, () => socket.destroy(new Error('EHOSTUNREACH')))
    socket.once('error', error => {
      cancel()
      reject(error)
    })
    socket.once('connect', () => {
      cancel()
      socket.removeAllListeners('error')
      resolve(socket)
    })
  })
}
