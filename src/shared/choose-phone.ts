import { hasLostDigits } from './has-lost-digits.ts'
import { isTextable, readPhone, type PhoneReading } from './phone.ts'

/** The number of a row that has several cells for one. */
export interface ChosenPhone {
  readonly reading: PhoneReading
  /** As it is written. */
  readonly input: string
  /** Which of the cells it stands in, in their order. */
  readonly at: number
  /** Another cell whose last digits are gone, passed over for this one; empty where there is none. */
  readonly lost: string
}

const nothing: ChosenPhone = { reading: { kind: 'missing' }, input: '', at: 0, lost: '' }

/**
 * Chooses between cells that may hold a number, given in the order in which they are wanted: the first that can be
 * texted, else the first that is a number at all. Where none is, it says what is wrong with the first that is filled.
 * @param country ISO 3166 code for numbers without a country
 * @param isWorkbook whether the cells are those of a workbook, where zeros at the end can be lost digits
 */
export function choosePhone(cells: readonly string[], country: string, isWorkbook = false): ChosenPhone {
  const chosen = chooseReading(cells, country, isWorkbook)
  if (chosen.reading.kind !== 'ok') return chosen
  const lost = cells.find((cell, at) => at !== chosen.at && hasLostDigits(cell, isWorkbook))
  return lost === undefined ? chosen : { ...chosen, lost }
}

function chooseReading(cells: readonly string[], country: string, isWorkbook: boolean): ChosenPhone {
  let usable: ChosenPhone | undefined
  let first: ChosenPhone | undefined
  for (let at = 0; at < cells.length; at++) {
    const input = cells[at] ?? ''
    if (!input) continue
    const reading = readCell(input, country, isWorkbook)
    const chosen = { reading, input, at, lost: '' }
    if (reading.kind === 'ok') {
      if (isTextable(reading.type)) return chosen
      usable ??= chosen
    }
    first ??= chosen
  }
  return usable ?? first ?? nothing
}

function readCell(input: string, country: string, isWorkbook: boolean): PhoneReading {
  if (hasLostDigits(input, isWorkbook)) return { kind: 'invalid', reason: 'scientific' }
  return readPhone(input, country)
}
