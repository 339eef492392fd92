/** The message states that have a colour of their own, the same on every screen. */
export type MessageTone = 'queued' | 'accepted' | 'delivered' | 'failed' | 'unknown' | 'excluded'

/** What a pill can show: a message state, or anything else. */
export type PillState = MessageTone | 'neutral'

/**
 * The colour that a token has now, resolved for canvases, which know no custom properties.
 * @param token e.g. `--delivered`; @returns `rgb(…)`
 */
export function readColour(token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${token})`
  probe.hidden = true
  document.body.append(probe)
  const colour = getComputedStyle(probe).color
  probe.remove()
  return colour
}
