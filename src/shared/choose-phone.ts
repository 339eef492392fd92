import { isTextable, readPhone, type PhoneReading } from './phone.ts'

/** The number of a row that has several cells for one. */
export interface ChosenPhone {
  readonly reading: PhoneReading
  /** As it is written. */
  readonly input: string
  /** Which of the cells it stands in, in their order. */
  readonly at: number
}

const nothing: ChosenPhone = { reading: { kind: 'missing' }, input: '', at: 0 }

/**
 * Chooses between cells that may hold a number, given in the order in which they are wanted: the first that can be
 * texted, else the first that is a number at all. Where none is, it says what is wrong with the first that is filled.
 * @param country ISO 3166 code for numbers without a country
 */
export function choosePhone(cells: readonly string[], country: string): ChosenPhone {
  let usable: ChosenPhone | undefined
  let first: ChosenPhone | undefined
  for (let at = 0; at < cells.length; at++) {
    const input = cells[at] ?? ''
    if (!input) continue
    const reading = readPhone(input, country)
    const chosen = { reading, input, at }
    if (reading.kind === 'ok') {
      if (isTextable(reading.type)) return chosen
      usable ??= chosen
    }
    first ??= chosen
  }
  return usable ?? first ?? nothing
}
