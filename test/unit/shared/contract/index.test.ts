import { expect, test } from 'vitest'
import { z } from 'zod'
import { contract } from '../../../../src/shared/contract/index.ts'

interface Node {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly maxLength?: number
  readonly maxItems?: number
  readonly prefixItems?: readonly Node[]
  readonly items?: Node
  readonly properties?: Readonly<Record<string, Node>>
  readonly propertyNames?: Node
  readonly additionalProperties?: Node | boolean
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
  readonly allOf?: readonly Node[]
  readonly $defs?: Readonly<Record<string, Node>>
}

/** Dates, times and codes of so many letters; a pattern that ends in `*` or `+` has no end. */
const isShort = ({ pattern = '[*]', format }: Node): boolean =>
  ['date', 'date-time', 'time'].includes(format ?? '') || !/[*+]|,\}/.test(pattern.replace(/\\[*+]/g, ''))

const isOpenText = (node: Node): boolean =>
  node.type === 'string' &&
  node.maxLength === undefined &&
  node.enum === undefined &&
  node.const === undefined &&
  !isShort(node)

/** Texts and lists of a schema that may be of any length, by where they stand. */
function findOpenEnds(root: Node): string[] {
  const found: string[] = []
  const seen = new Set<string>()
  const walk = (node: Node, place: string): void => {
    if (node.$ref !== undefined) {
      const name = node.$ref.split('/').at(-1) ?? ''
      const target = root.$defs?.[name]
      if (target === undefined || seen.has(name)) return
      seen.add(name)
      return walk(target, place)
    }
    const isOpenList = node.type === 'array' && node.maxItems === undefined && node.prefixItems === undefined
    if (isOpenList || isOpenText(node)) found.push(place)
    for (const each of [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])])
      walk(each, place)
    for (const [key, each] of Object.entries(node.properties ?? {})) walk(each, `${place}.${key}`)
    if (node.items !== undefined) walk(node.items, `${place}[]`)
    const values = node.additionalProperties
    // Settings of any kind: their own definition says what they may be.
    if (typeof values !== 'object' || Object.keys(values).length === 0) return
    if (node.propertyNames !== undefined) walk(node.propertyNames, `${place} (keys)`)
    walk(values, `${place}{}`)
  }
  walk(root, '')
  return found
}

test.each(Object.entries(contract.calls))(
  'what a client sends with %s has an end everywhere',
  (_, { input }) => {
    const schema = z.toJSONSchema(input as z.ZodType, { io: 'input', unrepresentable: 'any' }) as Node
    expect(findOpenEnds(schema)).toEqual([])
  },
)
