import type { WebSocket } from 'ws'
import type { Channel } from '../../shared/rpc.ts'
import { textOf } from './text-of.ts'

/** Joins a socket and a channel of the engine; when one ends, so does the other. */
export function relay(socket: WebSocket, channel: Channel): void {
  socket.on('message', data => {
    const message = parse(textOf(data))
    if (message === undefined || !tryPost(channel, message)) socket.terminate()
  })
  channel.listen(message => socket.send(JSON.stringify(message)))
  socket.on('close', () => channel.close())
  socket.on('error', () => socket.terminate())
  channel.onClose(() => socket.close())
}

/** A message nested too deep to be copied is refused with its sender, and nobody else notices. */
function tryPost(channel: Channel, message: unknown): boolean {
  try {
    channel.post(message)
    return true
  } catch {
    return false
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
