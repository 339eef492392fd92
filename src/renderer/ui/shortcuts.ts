const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '')

const macNames: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩' }

/** `Mod+Shift+Z` as the names on this system's keys. */
export function keyNames(keys: string): readonly string[] {
  return keys.split('+').map(key => {
    if (isMac) return macNames[key] ?? key
    return key === 'Mod' ? 'Ctrl' : key
  })
}

/** Does this key press mean `keys`, e.g. `Mod+K` or `?`? Compares exactly the modifiers that are named. */
export function matchesShortcut(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const mod = isMac ? event.metaKey : event.ctrlKey
  if (mod !== parts.includes('Mod') || event.altKey !== parts.includes('Alt')) return false
  if (key.length === 1 && !/[a-z]/i.test(key)) return event.key === key
  return event.key.toLowerCase() === key.toLowerCase() && event.shiftKey === parts.includes('Shift')
}

/** Is the person typing text, so that single keys must not act as shortcuts (WCAG 2.1.4)? */
export function isTyping(event: Event): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}
