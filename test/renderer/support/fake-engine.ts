import type { contract } from '../../../src/shared/contract/index.ts'
import { channelPair } from '../../../src/shared/rpc.ts'
import { enginePortMessage, type DesktopBridge } from '../../../src/shared/contract/desktop-bridge.ts'

type Calls = (typeof contract)['calls']
type Answers = { readonly [K in keyof Calls]?: (input: never) => unknown }

/**
 * Plays the preload script and an engine that knows a few answers, at the port where both really stand.
 * Call it before the first import of host.ts.
 */
export function standInForEngine(answers: Answers): {
  readonly push: (name: string, data: unknown) => void
  /** Names and inputs of the calls so far. */
  readonly calls: { readonly call: string; readonly input: unknown }[]
} {
  const [near, far] = channelPair()
  const calls: { call: string; input: unknown }[] = []
  far.listen(message => {
    const { id, call, input } = message as { id: number; call: keyof Calls; input: never }
    calls.push({ call, input })
    void Promise.resolve(answers[call]?.(input)).then(
      output => far.post({ id, output }),
      (failure: unknown) => far.post({ id, failure }),
    )
  })
  const port = {
    postMessage: (message: unknown) => near.post(structuredClone(message)),
    addEventListener: (type: string, listener: (event: { data: unknown }) => void) => {
      if (type === 'message') near.listen(data => listener({ data }))
    },
    start: () => undefined,
    close: () => near.close(),
  }
  const bridge: Partial<DesktopBridge> = {
    requestEngine() {
      const event = new Event('message')
      Object.defineProperties(event, {
        source: { value: window },
        data: { value: enginePortMessage },
        ports: { value: [port] },
      })
      window.dispatchEvent(event)
    },
  }
  Object.defineProperty(window, 'campanileDesktop', { value: bridge, configurable: true })
  return { push: (name, data) => far.post({ push: name, data }), calls }
}
