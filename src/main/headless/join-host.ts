import { resolve } from 'node:path'
import { WebSocket } from 'ws'
import { UserError } from '../../shared/errors.ts'
import type { Channel } from '../../shared/rpc.ts'
import type { HostNote } from './host-note.ts'
import { textOf } from './text-of.ts'

/** The host that serves a workspace, joined by its owner. */
export interface JoinedHost {
  readonly channel: Channel
  /** Grants a file of this machine; answers its reference. */
  nameFile(path: string): Promise<string>
}

/** Joins the host that left a note; undefined where it is not there any more. */
export async function joinHost({ url, ownerToken }: HostNote): Promise<JoinedHost | undefined> {
  const { origin } = new URL(url)
  const headers = { authorization: `Bearer ${ownerToken}` }
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/engine`, { headers })
  const isOpen = await new Promise<boolean>(done => {
    socket.once('open', () => done(true))
    socket.once('error', () => done(false))
  })
  if (!isOpen) return undefined
  return {
    channel: {
      post: message => socket.send(JSON.stringify(message)),
      listen: receive => void socket.on('message', data => receive(JSON.parse(textOf(data)))),
      onClose: closed => void socket.once('close', () => closed()),
      close: () => socket.close(),
    },
    async nameFile(path) {
      const address = `${origin}/files/grant?path=${encodeURIComponent(resolve(path))}`
      const response = await fetch(address, { method: 'POST', headers })
      if (!response.ok) throw new UserError('file/not-granted')
      return ((await response.json()) as { ref: string }).ref
    },
  }
}
