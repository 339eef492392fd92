import { describe, expect, it } from 'vitest'
import { allCommands, registerCommands } from '../../../src/renderer/commands.ts'

const command = (id: string, label: string) => ({ id, label: () => label, run: () => {} })
const labels = (): readonly string[] => allCommands().map(one => one.label())

describe('Commands', () => {
  it('come and go with their screen', () => {
    const remove = registerCommands([command('a', 'First'), command('b', 'Second')])
    expect(labels()).toEqual(['First', 'Second'])
    remove()
    expect(labels()).toEqual([])
  })

  it('survive the leaving of a screen that they have replaced', () => {
    const removeOld = registerCommands([command('a', 'Old')])
    const removeNew = registerCommands([command('a', 'New')])
    removeOld()
    expect(labels()).toEqual(['New'])
    removeNew()
  })
})
