import { toValueSync, type Template as LiquidNode } from 'liquidjs'
import { SnippetTag } from './snippet-tag.ts'

/** Every place of a template where a snippet stands, also inside tags, in the order of the text. */
export function findSnippets(nodes: readonly LiquidNode[]): SnippetTag[] {
  return nodes.flatMap(node => {
    if (node instanceof SnippetTag) return [node]
    return findSnippets(node.children ? toValueSync<LiquidNode[]>(node.children(false, true)) : [])
  })
}
