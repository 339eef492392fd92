import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCommandLine } from '../../../../src/main/desktop/read-command-line.ts'

const folder = resolve('/work place')
const read = (...parameters: string[]) => readCommandLine(['/opt/Campanile/campanile', ...parameters], folder)

describe('readCommandLine', () => {
  it('opens the usual workspace where nothing is named', () => {
    expect(read()).toEqual({ workspacePath: undefined, wantsSample: false })
  })

  it('takes a workspace by its option, relative to where the program was started', () => {
    expect(read('--workspace', 'club.campanile', '--sample')).toEqual({
      workspacePath: join(folder, 'club.campanile'),
      wantsSample: true,
    })
    expect(read('--workspace=club.db').workspacePath).toBe(join(folder, 'club.db'))
  })

  it('takes a file that was opened from a folder of the system, among the switches of others', () => {
    const file = join(folder, 'Våren 2026.CAMPANILE')
    expect(read('--no-sandbox', '--allow-file-access-from-files', file).workspacePath).toBe(file)
  })

  it('leaves the folder of the project alone, which a development build is started with', () => {
    expect(read('.').workspacePath).toBeUndefined()
  })
})
