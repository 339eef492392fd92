import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findTimeZone } from '../../../../src/main/host/system-clock.ts'

describe('the zone of the machine', () => {
  it('is the one that the system tells', () => {
    expect(findTimeZone('Europe/Stockholm')).toBe('Europe/Stockholm')
  })

  it('is UTC where nothing tells', () => {
    expect(findTimeZone(undefined, '/there-is-nothing-here')).toBe('UTC')
    expect(findTimeZone('Etc/Unknown', '/there-is-nothing-here')).toBe('UTC')
  })

  // Links need rights on Windows that a test has not, and nothing is read through them there.
  it.skipIf(process.platform === 'win32')(
    'is read from the file of zones where the environment hides it',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'campanile-zone-'))
      const link = (name: string, target: string): string => {
        symlinkSync(target, join(folder, name))
        return join(folder, name)
      }
      expect(findTimeZone(undefined, link('a', '/usr/share/zoneinfo/Europe/Brussels'))).toBe(
        'Europe/Brussels',
      )
      expect(findTimeZone('', link('b', '/var/db/timezone/zoneinfo/posix/America/Lima'))).toBe('America/Lima')
      expect(findTimeZone('Etc/Unknown', link('c', '/usr/share/zoneinfo/Not/AZone'))).toBe('UTC')
      rmSync(folder, { recursive: true })
    },
  )
})
