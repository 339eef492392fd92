import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLog } from '../../../../src/main/host/create-log.ts'
import { createTemporaryFolder } from '../../../support/temporary-folder.ts'

function writeLog(fields: Readonly<Record<string, unknown>>): string {
  const path = join(createTemporaryFolder(), 'campanile.log')
  createLog(path).error('something failed', fields)
  return readFileSync(path, 'utf8')
}

test('A log says what happened and never a number, a text or a secret, however deep it stands', () => {
  const written = writeLog({
    line: 3,
    phone: '+447700900001',
    input: { id: 1, settings: { address: 'COM1', pin: '739104' } },
    attempts: [{ recipient: '+447700900002', text: 'Hush' }],
  })
  expect(written).not.toMatch(/739104|4477009|Hush/)
  expect(JSON.parse(written)).toMatchObject({
    msg: 'something failed',
    line: 3,
    input: { id: 1, settings: { address: 'COM1' } },
  })
})

test('A number within what was thrown is not written', () => {
  const written = writeLog({ stack: 'Error: no reading of +447700900001\n    at read (modem.ts:1)' })
  expect(written).not.toContain('7700900001')
  expect(written).toContain('modem.ts:1')
})

test.each([
  ['an AT command', { command: 'AT+CPIN="739104"' }],
  ['a stack', { stack: 'Error: AT+CPIN=739104\n    at send (modem.ts:1)' }],
  ['settings that are still JSON', { stack: 'SqliteError: {"address":"COM1","pin":"739104"}' }],
])('A PIN within %s is not written', (_name, fields) => {
  expect(writeLog(fields)).not.toContain('739104')
})
