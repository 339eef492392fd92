import type { BuiltInField } from '../../../../shared/person-field.ts'
import { foldName } from '../fold-name.ts'

/** What columns are called in English, French, Dutch, Swedish and German; the better word for a number comes first. */
const words: Readonly<Record<BuiltInField, readonly string[]>> = {
  phone:
    `mobile; mobile phone; mobile number; mobiel; mobiele telefoon; mobiel nummer; gsm; gsm nummer; portable;
    telephone portable; telephone mobile; tel portable; numero portable; mobil; mobilnummer; mobiltelefon; handy;
    handynummer; handy nummer; cell; cell phone; cellphone; cell number; msisdn; sms; whatsapp; phone; phone number;
    phonenumber; phone no; tel; tel number; telephone; telephone number; telefoon; telefoonnummer; telefoon nummer;
    telefon; telefonnummer; telefon nummer; telnr; tel nr; tlf; numero; numero de telephone; num tel; no tel; nummer;
    number; contact number; phone 1; phone1; mobile 1; telephone 1; rufnummer`.split(';'),
  first_name:
    `first name; firstname; first; given name; givenname; forename; prenom; prenoms; voornaam; roepnaam;
    fornamn; tilltalsnamn; vorname; rufname; fname; christian name`.split(';'),
  last_name: `last name; lastname; last; surname; family name; familyname; nom; nom de famille; achternaam;
    familienaam; efternamn; nachname; familienname; lname`.split(';'),
  country:
    `country; country code; countrycode; pays; code pays; land; landcode; landkod; landskod; landercode;
    laenderkennzeichen`.split(';'),
  language:
    `language; lang; locale; language code; langue; code langue; taal; taalcode; sprak; sprakkod; sprache`.split(
      ';',
    ),
  time_zone: `time zone; timezone; tz; fuseau horaire; fuseau; tijdzone; tidszon; zeitzone`.split(';'),
}

/** Columns that hold a whole name: the first name, where no column of its own does. */
const wholeNames =
  'name; full name; fullname; nom complet; naam; volledige naam; namn; fullstandigt namn; contact'

const known = new Map(
  Object.entries(words).flatMap(([field, names]) =>
    names.map(
      (name, rank) => [name.trim().replace(/\s+/g, ' '), { field: field as BuiltInField, rank }] as const,
    ),
  ),
)
/** Up to this word of the list, a number is one that can be texted. */
const mobileRank = known.get('whatsapp')?.rank ?? 0
const knownWholeNames = new Set(wholeNames.split('; '))

/** The field that a header names, with a lower rank for a word that fits better; undefined for any other word. */
export function targetOfHeader(header: string): { field: BuiltInField; rank: number } | undefined {
  const word = wordsOf(header)
  if (knownWholeNames.has(word)) return { field: 'first_name', rank: 100 }
  return known.get(word)
}

/** Words that may mean any number, such as that of a member. */
const weakWords = new Set(['numero', 'nummer', 'number'])
/** What tells several numbers of a person apart. */
const qualifiers = new Set(
  `value home work business office private personal main primary secondary second other company alternative alternate
  emergency parent mother father guardian partner daytime evening direct car
  prive privee perso personnel personnelle pro professionnel professionnelle bureau domicile maison travail autre
  principal secondaire parent mere pere urgence fixe
  thuis werk zakelijk kantoor anders ander vast moeder vader ouder nood
  hem hemma arbete jobb privat annan annat mor far mamma pappa foralder nodfall fast
  geschaftlich zuhause arbeit buro andere mutter vater festnetz notfall dienstlich`.split(/\s+/),
)

const mainWords = new Set(['main', 'primary', 'principal', 'value'])

/** A column that is called like one of numbers. */
export interface PhoneHeader {
  readonly isMobile: boolean
  /** It may hold other numbers than those of phones. */
  readonly isWeak: boolean
  /** Lower for a word that fits better. */
  readonly rank: number
  /** It says whose or what for. */
  readonly isQualified: boolean
  /** The number in "Phone 2"; 1 without one. */
  readonly count: number
}

/** What a header says about numbers: "Mobile", "Phone 2", "Tel. privé"; undefined for any other. */
export function phoneOfHeader(header: string): PhoneHeader | undefined {
  const parts = wordsOf(header)
    .replace(/([a-z])(\d)$/, '$1 $2')
    .split(' ')
  const count = Number(parts.find(word => /^[1-9]$/.test(word)) ?? 1)
  const rest = parts.filter(word => !/^[1-9]$/.test(word) && !qualifiers.has(word)).join(' ')
  const found = known.get(wordsOf(header)) ?? known.get(rest)
  if (found?.field !== 'phone') return undefined
  return {
    isMobile: found.rank <= mobileRank,
    isWeak: weakWords.has(rest),
    isQualified: parts.some(word => qualifiers.has(word) && !mainWords.has(word)),
    rank: found.rank,
    count,
  }
}

/** A header without case, accents and punctuation: "Prénom_1" is "prenom 1". */
export function wordsOf(header: string): string {
  return foldName(header.replace(/([a-z])([A-Z])/g, '$1 $2'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
