import { expect, it } from 'vitest'
import { isOptOut } from '../../../../src/shared/consent/is-opt-out.ts'

it.each([
  'STOP',
  'stop.',
  '  Stopp! ',
  'Stop please',
  'UNSUBSCRIBE',
  'Opt out',
  'Arrêt',
  'AFMELDEN',
  'Avsluta',
  '“Stop”',
])('%s asks for no more messages', text => expect(isOptOut(text)).toBe(true))

it.each([
  '',
  '…',
  'Yes',
  'Cancel my table on Friday',
  'Where does the bus stop?',
  'The end',
  'nonstop',
  'Bajamos',
])('%j asks for something else', text => expect(isOptOut(text)).toBe(false))
