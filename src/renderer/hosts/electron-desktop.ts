import { enginePortMessage, type DesktopBridge } from '../../shared/contract/desktop-bridge.ts'
import type { Channel } from '../../shared/rpc.ts'

declare global {
  interface Window {
    readonly campanileDesktop?: DesktopBridge
  }
}

/** Waits for the port that the preload script forwards and makes a channel of it. */
export function openPortChannel(bridge: DesktopBridge): Promise<Channel> {
  return new Promise(resolve => {
    const receive = (event: MessageEvent): void => {
      const port = event.ports[0]
      if (event.source !== window || event.data !== enginePortMessage || !port) return
      window.removeEventListener('message', receive)
      resolve(portChannel(port))
    }
    window.addEventListener('message', receive)
    bridge.requestEngine()
  })
}

function portChannel(port: MessagePort): Channel {
  return {
    post: message => port.postMessage(message),
    listen(receive) {
      port.addEventListener('message', event => receive(event.data))
      port.start()
    },
    onClose: closed => port.addEventListener('close', () => closed()),
    close: () => port.close(),
  }
}
