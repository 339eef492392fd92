import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import type { ChosenFile } from '../../shared/contract/desktop.ts'
import { UserError } from '../../shared/errors.ts'
import type { EngineThread } from '../host/engine-thread.ts'
import { readRendererFile, securityHeaders } from '../host/renderer-files.ts'
import { createGuard, type Guard } from './guard.ts'
import { relay } from './relay.ts'
import { createTransfers, type Transfers } from './transfers.ts'

/** Where the host listens and with which secret. */
export interface ServeOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Made up where it is not given. */
  readonly token?: string | undefined
}

/** The application, served to browsers of this machine. */
export interface ServedApplication {
  /** With the token; open to whoever holds it. */
  readonly url: string
  readonly port: number
  readonly token: string
  /** Lets its bearer name files by their paths. */
  readonly ownerToken: string
  close(): Promise<void>
}

/** A message larger than this is not taken from a browser: a pasted list may have 5 MB, and grows when it is quoted. */
const largestMessageBytes = 16 * 1024 * 1024

/**
 * Serves the built renderer over HTTP and the contract over a WebSocket.
 * @throws UserError `host/port-in-use` or `host/cannot-listen`
 */
export async function serveApplication(
  engine: EngineThread,
  options: ServeOptions,
): Promise<ServedApplication> {
  const token = options.token ?? randomBytes(24).toString('base64url')
  const server = createServer()
  const port = await listen(server, options)
  const ownerToken = randomBytes(24).toString('base64url')
  const guard = createGuard({ host: options.host, port, token, ownerToken })
  const transfers = createTransfers(engine.grant)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes })

  server.on('request', (request, response) => {
    answer(request, response, { guard, transfers }).catch(() =>
      refuse(response, 500, 'The file failed on its way.'),
    )
  })
  server.on('upgrade', (request, socket: Socket, head) => {
    // Whoever was refused may be gone before the answer is; that must not reach the process.
    socket.on('error', () => socket.destroy())
    const reason = guard.refuse(request) ?? (pathOf(request)?.pathname === '/engine' ? undefined : 'path')
    if (reason) return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, client => relay(client, engine.openChannel()))
  })
  const name = options.host.includes(':') ? `[${options.host}]` : options.host
  return {
    url: `http://${name}:${port}/?token=${encodeURIComponent(token)}`,
    port,
    token,
    ownerToken,
    async close() {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      transfers.close()
    },
  }
}

function listen(server: Server, { host, port }: ServeOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code === 'EADDRINUSE' ? 'host/port-in-use' : 'host/cannot-listen'
      reject(new UserError(code, { host, port, reason: error.code ?? error.message }))
    })
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

interface Desk {
  readonly guard: Guard
  readonly transfers: Transfers
}

async function answer(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  const reason = desk.guard.refuse(request)
  const url = pathOf(request)
  if (!url) return refuse(response, reason ? 403 : 404, 'There is nothing at this address.')
  if (reason === 'token' && request.method === 'GET' && desk.guard.knows(url.searchParams.get('token'))) {
    return admit(response, desk.guard, url.searchParams.get('token') ?? '')
  }
  if (reason) return refuse(response, 403, explanations[reason])
  if (request.method === 'POST') return takeFile(request, response, { url, desk })
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(response, 405, 'Only GET, HEAD and POST are answered here.')
  }
  if (url.searchParams.has('token')) return redirect(response)
  if (url.pathname.startsWith('/files/')) {
    const found = await desk.transfers.send(url.pathname.slice('/files/'.length), response)
    return found ? undefined : refuse(response, 404, 'This file is not here any more.')
  }
  const file = await readRendererFile(url.pathname)
  if (!file) return refuse(response, 404, 'There is nothing at this address.')
  response.writeHead(200, {
    ...securityHeaders,
    'content-type': file.contentType,
    'cache-control': 'no-cache',
  })
  response.end(file.body)
}

async function takeFile(
  request: IncomingMessage,
  response: ServerResponse,
  { url, desk }: { url: URL; desk: Desk },
): Promise<void> {
  const file = await placeFile(request, { url, desk })
  if (!file) return refuse(response, 404, 'There is no such place for files.')
  response.writeHead(200, { ...securityHeaders, 'content-type': 'application/json' })
  response.end(JSON.stringify(file))
}

async function placeFile(
  request: IncomingMessage,
  { url, desk }: { url: URL; desk: Desk },
): Promise<ChosenFile | undefined> {
  const name = url.searchParams.get('name') ?? 'file'
  const path = url.searchParams.get('path')
  if (url.pathname === '/files/new') return desk.transfers.reserve(name)
  if (url.pathname === '/files') return desk.transfers.receive(request, name)
  const isGrant = url.pathname === '/files/grant' && path !== null && desk.guard.isOwner(request)
  return isGrant ? desk.transfers.name(path) : undefined
}

const explanations = {
  host: 'This address is not one that the application is served under.',
  origin: 'Another site may not use this application.',
  token: 'The token is missing or wrong. Open the address that was printed when the application started.',
} as const

/** Trades the token in the address for a cookie that no script and no other site can use. */
function admit(response: ServerResponse, guard: Guard, token: string): void {
  const cookie = `${guard.cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`
  response.writeHead(303, { ...securityHeaders, location: '/', 'set-cookie': cookie })
  response.end()
}

function redirect(response: ServerResponse): void {
  response.writeHead(303, { ...securityHeaders, location: '/' })
  response.end()
}

function refuse(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) return void response.destroy()
  response.writeHead(status, { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${text}\n`)
}

/** The address that a request names, or undefined where it is none. */
function pathOf(request: IncomingMessage): URL | undefined {
  return URL.parse(`http://localhost${request.url ?? '/'}`) ?? undefined
}
