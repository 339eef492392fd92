import { TypeGuards } from 'liquidjs'
import type { TemplateOutput } from './find-outputs.ts'
import type { TemplateFault } from './template-types.ts'

/** `{{ first_name last_name }}` shows only the first one in Liquid, without a word; here it is a fault. */
export function findLooseWords(outputs: readonly TemplateOutput[]): TemplateFault[] {
  return outputs.flatMap(({ node }) => {
    const tokens = node.value.initial.postfix
    const operators = tokens.filter(TypeGuards.isOperatorToken)
    const binary = operators.filter(token => token.operator !== 'not')
    const operands = tokens.filter(token => !TypeGuards.isOperatorToken(token))
    const loose = operands[binary.length + 1]
    if (!loose) return []
    const [line = 1, column = 1] = loose.getPosition()
    return [{ code: 'unexpected' as const, detail: loose.getText(), line, column }]
  })
}
