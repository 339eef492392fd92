import { expect, test } from 'vitest'
import { nameControls } from '../../../../src/renderer/features/lines/name-controls.ts'

test('Keys without a picture are called by their names', () => {
  expect(nameControls('\u001b')).toBe('<Esc>')
  expect(nameControls('0011000C91447700900123\u001a')).toBe('0011000C91447700900123 <Ctrl-Z>')
  expect(nameControls('AT+CSQ')).toBe('AT+CSQ')
})
