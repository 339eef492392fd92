import { protocol } from 'electron'
import { readRendererFile, securityHeaders } from '../host/renderer-files.ts'

const scheme = 'campanile-app'

/** Where a window starts. A scheme of our own has an origin, which `file:` has not, and reaches no other file. */
export const startAddress = `${scheme}://window/`

/** Must be called before the application is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }])
}

/** Serves the built renderer, with the same headers as the headless host. */
export function serveScheme(): void {
  protocol.handle(scheme, async request => {
    const file = await readRendererFile(new URL(request.url).pathname)
    if (!file) return new Response('There is nothing at this address.', { status: 404 })
    return new Response(new Uint8Array(file.body), {
      headers: { ...securityHeaders, 'content-type': file.contentType },
    })
  })
}
