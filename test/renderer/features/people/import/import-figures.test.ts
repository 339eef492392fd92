import { describe, expect, it } from 'vitest'
import { anImport } from '../../../../support/an-import.ts'
import { mountKit } from '../../../ui/mount-kit.ts'
import ImportFigures from '../../../../../src/renderer/features/people/import/ImportFigures.vue'

const labels = (state: 'finished' | 'cancelled' | 'failed' | 'undone'): string =>
  mountKit(ImportFigures, {
    props: { current: anImport({ state, read: 9, imported: 4, updated: 5 }) },
  }).text()

describe('the figures of an import', () => {
  it('say what was changed where it is finished', () => {
    expect(labels('finished')).toContain('Updated')
    expect(labels('finished')).not.toContain('Put back')
  })

  it.each(['cancelled', 'failed'] as const)('claim no change of anybody where it was %s', state => {
    expect(labels(state)).toContain('Put back')
    expect(labels(state)).not.toContain('Updated')
  })
})
