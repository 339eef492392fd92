import { describe, expect, it } from 'vitest'
import { isLong, shortened } from '../../../../../src/renderer/features/workflows/canvas/words.ts'

describe('words on the canvas', () => {
  it('are long where they may need more room than there is', () => {
    expect(isLong('Remind', 8)).toBe(false)
    expect(isLong('Remind those who forgot', 8)).toBe(true)
  })

  it('need more room with wide letters', () => {
    expect(isLong('REMIND', 8)).toBe(true)
    expect(isLong('提醒客户们', 8)).toBe(false)
    expect(isLong('提醒客户们吧', 8)).toBe(true)
  })

  it('are cut only where they are long', () => {
    expect(shortened('Remind', 10)).toBe('Remind')
    expect(shortened('Remind those who forgot', 10)).toBe('Remind t…')
  })
})
