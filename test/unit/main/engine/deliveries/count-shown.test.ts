import { expect, test } from 'vitest'
import { countShown } from '../../../../../src/main/engine/deliveries/count-shown.ts'

const course = (length: number, events: Readonly<Record<number, number>>): number[] =>
  Array.from({ length }, (_, index) => events[index] ?? 0)

test('A course is drawn whole while its messages fill it', () => {
  const even = course(40, Object.fromEntries(Array.from({ length: 40 }, (_, index) => [index, 3])))
  expect(countShown(even, 120)).toBe(40)
})

test('One late report does not stretch the course of all others', () => {
  expect(countShown(course(60, { 0: 90, 1: 9, 59: 1 }), 100)).toBe(2)
})

test('A last wave is more than a few late reports, and is drawn where it came', () => {
  expect(countShown(course(60, { 0: 90, 59: 10 }), 100)).toBe(60)
})

test('Of a handful of events each one is drawn', () => {
  expect(countShown(course(60, { 0: 5, 59: 1 }), 6)).toBe(60)
})
