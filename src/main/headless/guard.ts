import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { networkInterfaces } from 'node:os'

/** Who may talk to the headless host. */
export interface Guard {
  /** Why a request is refused, or undefined. Host is checked against DNS rebinding, Origin against other sites. */
  refuse(request: IncomingMessage): 'host' | 'origin' | 'token' | undefined
  /** Whether a token is the right one, in constant time. */
  knows(token: string | null | undefined): boolean
  /** Whether a request comes from the owner of the workspace, who may name files by their paths. */
  isOwner(request: IncomingMessage): boolean
  readonly cookieName: string
}

/** Where the host listens, and its two secrets: one for browsers, one for the owner's command line. */
export interface GuardOptions {
  readonly host: string
  readonly port: number
  readonly token: string
  readonly ownerToken: string
}

/** Besides the names of this machine, only the name that the host listens on is accepted. */
export function createGuard(secrets: GuardOptions): Guard {
  const { host, port, token, ownerToken } = secrets
  const names = ['127.0.0.1', 'localhost', '[::1]', ...addressesOf(host)]
  // A browser leaves out the port that it takes for granted.
  const authorities = new Set(
    names.flatMap(name => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])),
  )
  const cookieName = `campanile_${port}`

  const knows = (given: string | null | undefined): boolean => isSame(given, token)
  const isOwner = (request: IncomingMessage): boolean => isSame(bearerOf(request), ownerToken)
  return {
    cookieName,
    knows,
    isOwner,
    refuse(request) {
      if (!authorities.has(request.headers.host ?? '')) return 'host'
      const origin = request.headers.origin
      if (origin !== undefined && !authorities.has(origin.replace(/^http:\/\//, ''))) return 'origin'
      if (isOwner(request)) return undefined
      return knows(bearerOf(request) ?? cookieOf(request, cookieName)) ? undefined : 'token'
    },
  }
}

function isSame(given: string | null | undefined, secret: string): boolean {
  if (!given) return false
  const left = Buffer.from(given)
  const right = Buffer.from(secret)
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Every address under which a host that listens on `host` is reached; a wildcard stands for all of this machine. */
function addressesOf(host: string): string[] {
  const isWildcard = host === '0.0.0.0' || host === '::'
  const addresses = isWildcard
    ? Object.values(networkInterfaces()).flatMap(list => (list ?? []).map(({ address }) => address))
    : [host]
  return addresses.map(address => (address.includes(':') ? `[${address}]` : address))
}

function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const cookies = (request.headers.cookie ?? '').split(';').map(cookie => cookie.trim().split('='))
  return cookies.find(([key]) => key === name)?.[1]
}
