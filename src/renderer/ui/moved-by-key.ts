/** Keys by which people go from one thing to the next; others only press what they are at. */
const walking = new Set([
  'Tab',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
])
let lastKey = ''

window.addEventListener('keydown', ({ key }) => void (lastKey = key), { capture: true })
window.addEventListener('pointerdown', () => void (lastKey = ''), { capture: true })

/** Whether the focus goes where a person sent it by keyboard; not where a closed menu or window gives it back. */
export function isMovedByKey(): boolean {
  return walking.has(lastKey)
}
