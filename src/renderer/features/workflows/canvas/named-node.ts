import type { Node } from '@vue-flow/core'

const known = new WeakMap<object, Node>()

/** A node with what screen readers say of it; the same object for the same words, so that it is not drawn anew. */
export function namedNode(node: Node, kind: string, ariaLabel: string): Node {
  const last = known.get(node)
  if (last?.ariaLabel === ariaLabel && last.domAttributes?.['aria-roledescription'] === kind) return last
  const fresh = { ...node, ariaLabel, domAttributes: { 'aria-roledescription': kind } }
  known.set(node, fresh)
  return fresh
}
