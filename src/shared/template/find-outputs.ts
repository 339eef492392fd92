import { analyzeSync, Output, toValueSync, type Template as LiquidNode } from 'liquidjs'

import { fieldOfPath } from './run-fields.ts'

/** One `{{ … }}` of a template. */
export interface TemplateOutput {
  readonly node: Output
  /** Inside an `if`, `unless` or `case`: it is not always shown. */
  readonly isConditional: boolean
  /** Fields that it cannot do without; none where it has a `default`. */
  readonly needs: readonly string[]
}

const conditionalTags = new Set(['if', 'unless', 'case'])

/** Every output of a template, also inside tags. `isField` is false for names that the template assigns itself. */
export function findOutputs(
  nodes: readonly LiquidNode[],
  isField: (name: string) => boolean,
  isConditional = false,
): TemplateOutput[] {
  return nodes.flatMap(node => {
    if (node instanceof Output) return [{ node, isConditional, needs: findNeeds(node, isField) }]
    const children = node.children ? toValueSync<LiquidNode[]>(node.children(false, true)) : []
    return findOutputs(children, isField, isConditional || conditionalTags.has(nameOf(node)))
  })
}

function findNeeds(output: Output, isField: (name: string) => boolean): string[] {
  if (output.value.filters.some(filter => filter.name === 'default')) return []
  const uses = Object.values(analyzeSync([output], { partials: false }).globals).flat()
  return [...new Set(uses.map(use => fieldOfPath(use.toArray())))].filter(isField)
}

function nameOf(node: LiquidNode): string {
  return 'name' in node && typeof node.name === 'string' ? node.name : ''
}
