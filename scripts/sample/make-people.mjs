import { places } from './names.mjs'
import { badPhones, fictionNumbers, writePhone } from './phones.mjs'
import { createRandom } from './random.mjs'

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {Record<(typeof columns)[number], string>} Row */

export const columns = /** @type {const} */ ([
  'first_name',
  'last_name',
  'phone',
  'country',
  'language',
  'city',
  'birthday',
  'points',
  'member',
])

const SEED = 20_260_401
const HOUSEHOLDS = 14
const TWICE = 11
const EMPTY_PHONES = 6
const LANDLINES = 7
const EMPTY_FIRST_NAMES = 15

/**
 * The 600 people, always the same ones: most of them clean, and among them the faults of real lists.
 * @returns {Row[]}
 */
export function makePeople() {
  const random = createRandom(SEED)
  const people = random.shuffle(places.flatMap(place => makePlace(random, place)))
  const picked = random.shuffle(people.map((_, index) => index))
  /** @param {number} count */
  const take = count => picked.splice(0, count).map(index => /** @type {Row} */ (people[index]))
  take(badPhones.length).forEach((row, index) => (row.phone = badPhones[index] ?? ''))
  for (const row of take(EMPTY_PHONES)) row.phone = ''
  for (const row of take(LANDLINES)) row.phone = writeLandline(random, row.country)
  for (const row of take(EMPTY_FIRST_NAMES)) row.first_name = ''
  const households = take(HOUSEHOLDS)
  const repeated = take(TWICE)
  // Whoever is left has a number of their own to share.
  const givers = picked.map(index => /** @type {Row} */ (people[index]))
  for (const row of households) shareHousehold(row, takeGiver(givers, row.country))
  for (const row of repeated) repeatPerson(row, takeGiver(givers, row.country))
  return people
}

/**
 * @param {Random} random
 * @param {import('./names.mjs').Place} place
 * @returns {Row[]}
 */
function makePlace(random, place) {
  const numbers = random.shuffle(fictionNumbers[place.country]?.mobile ?? [])
  return numbers.slice(0, place.people).map(national => ({
    first_name: random.pick(place.firstNames),
    last_name: random.pick(place.lastNames),
    phone: writePhone(random, place.country, national),
    country: place.country,
    language: random.integer(20) === 0 ? 'en' : place.language,
    city: random.pick(place.cities),
    birthday: makeBirthday(random),
    points: String(random.integer(4) === 0 ? 0 : random.integer(2400)),
    member: random.integer(10) < 7 ? 'true' : 'false',
  }))
}

/** @param {Random} random */
function makeBirthday(random) {
  const day = new Date(Date.UTC(1942 + random.integer(65), random.integer(12), 1 + random.integer(28)))
  return day.toISOString().slice(0, 10)
}

/**
 * @param {Random} random
 * @param {string} country
 */
function writeLandline(random, country) {
  return writePhone(random, country, random.pick(fictionNumbers[country]?.fixed ?? []))
}

/**
 * Two people of one home who gave the same number.
 * @param {Row} row
 * @param {Row} other
 */
function shareHousehold(row, other) {
  Object.assign(row, { last_name: other.last_name, phone: other.phone, city: other.city })
}

/**
 * One person twice in the list, once in capitals.
 * @param {Row} row
 * @param {Row} other
 */
function repeatPerson(row, other) {
  Object.assign(row, other, { last_name: other.last_name.toUpperCase(), points: '0' })
}

/**
 * @param {Row[]} givers each of them gives once
 * @param {string} country
 * @returns {Row}
 */
function takeGiver(givers, country) {
  const index = givers.findIndex(giver => giver.country === country)
  const [giver] = givers.splice(index, 1)
  if (index < 0 || !giver) throw new Error(`Nobody in ${country} is left to share a number with`)
  return giver
}
