import { cardColumns, type CardColumn } from '../../../../../shared/card-columns.ts'
import type { FileReading } from '../../../../../shared/contract/imports.ts'
import { decodeText } from '../decode-text.ts'
import { readLines } from '../read-lines.ts'
import type { RecordReader } from '../record-reader.ts'
import type { TextSource } from '../text-source.ts'
import { createCardCutter, type RawCard } from './cut-cards.ts'
import { readCard, type Card } from './read-card.ts'

/** How cards are read. */
export type CardsReading = Extract<FileReading, { format: 'vcard' }>

/** What the cards of a source have, which makes the columns of their table. */
export interface CardSurvey {
  /** Cards of people. */
  readonly count: number
  readonly phones: number
  readonly columns: readonly CardColumn[]
}

const inOrder = Object.keys(cardColumns) as CardColumn[]

/** Further numbers of one card stand together in the last column. */
const mostPhones = 5

/**
 * Reads contacts as a table: first what its columns are, which takes a reading of its own, then a record a card. A card
 * without an end cannot be read.
 * @throws UserError those of `decodeText`
 */
export async function readCards(
  source: TextSource,
  { encoding }: CardsReading,
  { take, pause }: RecordReader,
): Promise<void> {
  const survey = await surveyCards(source, encoding, pause)
  if (!survey) return
  let last = 0
  take(headerOf(survey), 0)
  const isWhole = await cutCards(source, encoding, {
    card({ properties, line, isWhole: isReadable }) {
      const card = readCard(properties)
      if (card) take(rowOf(card, survey), line, isReadable ? undefined : 'row-unreadable')
    },
    pause: read => pause((last = read)),
  })
  if (isWhole) await pause(last)
}

/**
 * Looks at all cards of a source.
 * @returns undefined where it was stopped
 */
export async function surveyCards(
  source: TextSource,
  encoding: CardsReading['encoding'],
  pause: RecordReader['pause'],
): Promise<CardSurvey | undefined> {
  const seen = new Set<CardColumn>(['firstName', 'lastName'])
  let phones = 1
  let count = 0
  const isWhole = await cutCards(source, encoding, {
    card({ properties }) {
      const card = readCard(properties)
      if (!card) return
      count += 1
      phones = Math.max(phones, Math.min(card.phones.length, mostPhones))
      for (const column of card.values.keys()) seen.add(column)
    },
    // It is read twice; how far the second reading is, counts.
    pause: () => pause(0),
  })
  return isWhole ? { count, phones, columns: inOrder.filter(column => seen.has(column)) } : undefined
}

/** @returns false where it was stopped */
async function cutCards(
  source: TextSource,
  encoding: CardsReading['encoding'],
  reader: { card: (card: RawCard) => void; pause(read: number): boolean | Promise<boolean> },
): Promise<boolean> {
  const cutter = createCardCutter(reader.card)
  let last = 0
  const isWhole = await readLines(decodeText(source, encoding), {
    line(text, number) {
      last = number
      cutter.line(text, number)
    },
    pause: reader.pause,
  })
  if (isWhole) cutter.end(last)
  return isWhole
}

function headerOf({ phones, columns }: CardSurvey): string[] {
  const numbers = Array.from({ length: phones }, (_, at) =>
    at === 0 ? cardColumns.phone : `${cardColumns.phone} ${at + 1}`,
  )
  return [...numbers, ...columns.map(column => cardColumns[column])]
}

function rowOf({ phones, values }: Card, survey: CardSurvey): string[] {
  const last = survey.phones - 1
  const numbers = Array.from({ length: survey.phones }, (_, at) =>
    at === last ? phones.slice(at).join(' / ') : (phones[at] ?? ''),
  )
  return [...numbers, ...survey.columns.map(column => values.get(column) ?? '')]
}
