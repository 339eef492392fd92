import { describe, expect, it } from 'vitest'
import { dataFolder } from '../../../../src/main/host/data-folder.ts'

describe('the data folder', () => {
  it('is where each system keeps the data of programs', () => {
    expect(dataFolder({ LOCALAPPDATA: 'C:\\Users\\Ann\\AppData\\Local' }, 'win32')).toMatch(
      /Local.Campanile$/,
    )
    expect(dataFolder({}, 'darwin')).toMatch(/Library.Application Support.Campanile$/)
    expect(dataFolder({}, 'linux')).toMatch(/\.local.share.campanile$/)
    expect(dataFolder({ XDG_DATA_HOME: '/data' }, 'linux')).toMatch(/^.data.campanile$/)
  })

  it('can be moved', () => {
    expect(dataFolder({ CAMPANILE_HOME: '/elsewhere' }, 'linux')).toBe('/elsewhere')
  })
})
