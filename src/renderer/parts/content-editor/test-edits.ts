import {
  mostOthers,
  remainderOf,
  type ContentTest,
  type TestText,
} from '../../../shared/delivery/content-test.ts'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'

/** What the first test begins with: a tenth each, and the text that reaches most people for everybody else. */
const usualShare = 10
const usualWinner: NonNullable<ContentTest['winner']> = {
  by: 'delivered',
  after: { amount: 4, unit: 'hours' },
  onTie: 'first',
}

/** The content as it is with one of its texts; 0 is its own. */
export function contentWith(content: DeliveryContent, position: number): DeliveryContent {
  const { test, ...own } = content
  const other = test?.others[position - 1]
  if (!other) return own
  const { text: _text, language: _language, variants: _variants, ...shared } = own
  return { ...shared, ...other }
}

/** The content after one of its texts was written: what is no part of a text is the same for all of them. */
export function writeText(
  content: DeliveryContent,
  position: number,
  written: DeliveryContent,
): DeliveryContent {
  const { test } = content
  if (!test) return written
  if (position === 0) return { ...written, test }
  const { text, language, variants, ...shared } = written
  const other: TestText = { text, ...(language ? { language } : {}), ...(variants ? { variants } : {}) }
  const others = test.others.map((each, index) => (index === position - 1 ? other : each))
  return { ...shared, ...textOf(content), test: { ...test, others } }
}

/** One more text, which begins as a copy of the content's own. */
export function addText(content: DeliveryContent): DeliveryContent {
  const { test } = content
  const other = textOf(content)
  if (!test) {
    const fresh = { others: [other], shares: [usualShare, usualShare], winner: usualWinner }
    return { ...content, test: fresh }
  }
  const others = [...test.others, other].slice(0, mostOthers)
  return { ...content, test: fitShares({ ...test, others }, others.length + 1) }
}

/** Without one of its texts; where the first goes, the second takes its place, and without a second there is no test. */
export function removeText(content: DeliveryContent, position: number): DeliveryContent {
  const { test, text: _text, language: _language, variants: _variants, ...shared } = content
  if (!test) return content
  const [own, ...others] = [textOf(content), ...test.others].filter((_, index) => index !== position)
  if (!own) return content
  if (others.length === 0) return { ...shared, ...own }
  const shares = test.shares.filter((_, index) => index !== position)
  return { ...shared, ...own, test: fitShares({ ...test, others, shares }, others.length + 1) }
}

/** The same texts with a winner, or as shares of everybody. */
export function setWinner(test: ContentTest, hasWinner: boolean): ContentTest {
  const { winner, ...split } = test
  const count = test.shares.length
  if (!hasWinner) return { ...split, shares: equalShares(count) }
  return { ...split, shares: test.shares.map(() => usualShare), winner: winner ?? usualWinner }
}

/** Another share for one text; without a winner, the last one has what is left. */
export function setShare(test: ContentTest, position: number, share: number): ContentTest {
  const shares = test.shares.map((each, index) => (index === position ? share : each))
  if (test.winner) return { ...test, shares }
  const last = 100 - shares.slice(0, -1).reduce((sum, each) => sum + each, 0)
  return { ...test, shares: [...shares.slice(0, -1), last] }
}

/** The largest share that a text can have without taking the last hundredth of somebody else. */
export function mostShare(test: ContentTest, position: number): number {
  const left = test.winner ? remainderOf(test) : (test.shares.at(-1) ?? 0)
  return (test.shares[position] ?? 0) + left - 1
}

function textOf({ text, language, variants }: DeliveryContent): TestText {
  return { text, ...(language ? { language } : {}), ...(variants ? { variants } : {}) }
}

function fitShares(test: ContentTest, count: number): ContentTest {
  const shares = test.shares.slice(0, count)
  while (shares.length < count) shares.push(usualShare)
  const fitted = { ...test, shares }
  if (!test.winner) return { ...fitted, shares: equalShares(count) }
  return remainderOf(fitted) > 0 ? fitted : { ...fitted, shares: shares.map(() => usualShare) }
}

function equalShares(count: number): number[] {
  const share = Math.floor(100 / count)
  return Array.from({ length: count }, (_, index) => (index < count - 1 ? share : 100 - share * (count - 1)))
}
