import type { MessagePortMain } from 'electron'
import type { Channel } from '../../shared/rpc.ts'

/** Joins a window's port and a channel of the engine's thread; when one ends, so does the other. */
export function relayPort(port: MessagePortMain, channel: Channel): void {
  port.on('message', event => channel.post(event.data))
  port.on('close', () => channel.close())
  channel.listen(message => port.postMessage(message))
  channel.onClose(() => port.close())
  port.start()
}
