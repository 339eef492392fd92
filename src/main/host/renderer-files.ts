import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/** The same policy in every host: nothing from elsewhere, nothing inline, nothing evaluated. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers that go with every page and asset. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** A file of the built renderer. */
export interface RendererFile {
  readonly body: Buffer
  readonly contentType: string
}

/**
 * Reads a file of the built renderer by the path of a URL; undefined where there is none.
 * A path that climbs out of the folder is not found either.
 */
export async function readRendererFile(urlPath: string): Promise<RendererFile | undefined> {
  const root = join(import.meta.dirname, '..', 'renderer')
  const decoded = decode(urlPath)
  if (decoded === undefined) return undefined
  const path = normalize(join(root, decoded === '/' ? 'index.html' : decoded))
  if (!path.startsWith(root + sep)) return undefined
  try {
    const body = await readFile(path)
    return { body, contentType: contentTypes[extname(path)] ?? 'application/octet-stream' }
  } catch {
    return undefined
  }
}

function decode(urlPath: string): string | undefined {
  try {
    return decodeURIComponent(urlPath)
  } catch {
    return undefined
  }
}
