import type { RawData } from 'ws'

/** The text of a socket's message, however its bytes came. */
export function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return Buffer.from(data as Uint8Array).toString('utf8')
}
