import { UserError } from '../errors.ts'
import { faultData } from './fault-data.ts'
import { explainFault, type LiquidReading } from './read-liquid.ts'
import { scopeOf } from './run-fields.ts'
import { markBranches } from './mark-branches.ts'
import type { Fill } from './template-types.ts'

/**
 * Renders any template by LiquidJS. A field is missing where an output that needs it was really shown, so that a
 * person without a first name is not lost to a text that only greets by first name where there is one.
 */
export function compileLiquid({ dialect, nodes, fields, outputs }: LiquidReading): Fill {
  let isEmpty: (name: string) => boolean
  let missing: Set<string>
  let branch = ''
  const hasBranches = markBranches(nodes, taken => (branch += taken)) > 0
  for (const { node, needs } of outputs) {
    if (needs.length === 0) continue
    const render = node.render.bind(node)
    node.render = function* (context, emitter) {
      for (const name of needs) if (isEmpty(name)) missing.add(name)
      yield* render(context, emitter)
    }
  }
  return values => {
    // An empty text is true in Liquid; null makes `{% if field %}` mean that there is a value.
    const entries = fields.map((field, index) => [field.name, values[index] || null] as const)
    const given = new Map(entries)
    missing = new Set()
    branch = ''
    isEmpty = name => given.get(name) == null
    try {
      const text: string = dialect.renderSync(nodes, scopeOf(entries))
      return { text, missing: [...missing], ...(hasBranches ? { branch } : {}) }
    } catch (error) {
      const fault = explainFault(error)
      throw new UserError('template/faulty', { fault: fault.code, ...faultData(fault) })
    }
  }
}
