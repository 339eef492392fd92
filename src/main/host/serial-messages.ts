/** From the engine's thread, about one port. */
export type SerialOrder = { readonly type: 'write'; readonly octets: Uint8Array } | { readonly type: 'close' }

/** From the host's main thread, about one port. */
export type SerialReport =
  | { readonly type: 'opened' }
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'data'; readonly octets: Uint8Array }
  | { readonly type: 'closed' }
