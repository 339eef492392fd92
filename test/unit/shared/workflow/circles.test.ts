import { expect, test } from 'vitest'
import { circlesOf } from '../../../../src/shared/workflow/circles.ts'
import type { WorkflowDocument } from '../../../../src/shared/workflow-document.ts'

function draw(...lines: string[]): WorkflowDocument {
  const ids = [...new Set(lines.flatMap(line => line.split('>')))]
  return {
    version: 1,
    activities: ids.map(id => {
      const settings = { branches: [{ id: 'branch-1', label: '' }] }
      return { id, kind: 'fork', version: 1, label: id, position: { x: 0, y: 0 }, settings }
    }),
    transitions: lines.map(line => {
      const [from = '', to = ''] = line.split('>')
      return { id: line, from, outlet: 'branch-1', to }
    }),
  }
}

function found(...lines: string[]): string[] {
  return circlesOf(draw(...lines)).map(({ activities, closing }) => {
    return `${activities.map(({ id }) => id).join(' ')}, closed by ${closing.id}`
  })
}

test('A drawing without a way back has no circle', () => {
  expect(found('a>b', 'a>c', 'b>d', 'c>d')).toEqual([])
})

test('A circle is named from where it begins, with the transition that closes it; what leads in and what lies behind is not in it', () => {
  expect(found('in>a', 'a>b', 'b>c', 'c>a', 'c>behind', 'behind>end')).toEqual(['a b c, closed by c>a'])
})

test('Each part has a circle of its own', () => {
  expect(found('a>b', 'b>a', 'c>d', 'd>c')).toEqual(['a b, closed by b>a', 'c d, closed by d>c'])
})

test('A circle of a thousand activities is found', () => {
  const ids = Array.from({ length: 1000 }, (_, index) => index)
  expect(circlesOf(draw(...ids.map(id => `${id}>${(id + 1) % 1000}`)))[0]?.activities).toHaveLength(1000)
})
