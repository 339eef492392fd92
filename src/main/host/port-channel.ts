import type { MessagePort } from 'node:worker_threads'
import type { Channel } from '../../shared/rpc.ts'

/** A channel over a port of a worker thread. */
export function portChannel(port: MessagePort): Channel {
  return {
    post: message => port.postMessage(message),
    listen: receive => void port.on('message', receive),
    onClose: closed => void port.on('close', closed),
    close: () => port.close(),
  }
}
