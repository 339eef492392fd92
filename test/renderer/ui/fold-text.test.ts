import { describe, expect, it } from 'vitest'
import { bestMatchesFirst } from '../../../src/renderer/ui/index.ts'

const names = ['Build audience', 'Update data', 'Save audience', 'Saved']
const find = (wanted: string) => bestMatchesFirst(names, wanted, name => name)

describe('what is looked for', () => {
  it('comes first where it is called so, then where its name begins so, then where its name has the words', () => {
    expect(find('sàve audience')[0]).toBe('Save audience')
    expect(find('save').slice(0, 2)).toEqual(['Save audience', 'Saved'])
    expect(find('audience').slice(0, 2)).toEqual(['Build audience', 'Save audience'])
  })

  it('stays in its order where nothing is looked for', () => {
    expect(find(' ')).toEqual(names)
  })
})
