import type { GuessedReading } from '../guessed-reading.ts'
import type { TextEncoding } from '../guess-encoding.ts'
import { takeBreath } from '../take-breath.ts'
import { takeSample } from '../take-sample.ts'
import type { TextSource } from '../text-source.ts'
import { readCards, surveyCards } from './read-cards.ts'

/** How contacts are read, and how many there are. @throws UserError those of `decodeText` */
export async function guessCards(source: TextSource, encoding: TextEncoding): Promise<GuessedReading> {
  const reading = { format: 'vcard', encoding, hasHeader: true } as const
  const sample = await takeSample(reader => readCards(source, reading, reader))
  const survey = await surveyCards(source, encoding, takeBreath)
  return { reading, sample, rows: survey?.count ?? null, sheets: [], remarks: [] }
}
