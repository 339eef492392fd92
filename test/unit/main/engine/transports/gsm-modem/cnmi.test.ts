import { expect, test } from 'vitest'
import { chooseIndications } from '../../../../../../src/main/engine/transports/gsm-modem/cnmi.ts'

test.each([
  { modem: 'that can do all', offered: '(0,1,2),(0,1,2,3),(0,2),(0,1,2),(0,1)', best: '2,2,0,1,0' },
  { modem: 'that tells ranges', offered: '(0-2),(0-3),(0,2),(0-2),(0-1)', best: '2,2,0,1,0' },
  {
    modem: 'that can only clear its buffer',
    offered: '(0,1,2),(0,1,2,3),(0,2,3),(0,1,2),(1)',
    best: '2,2,0,1,1',
  },
  { modem: 'that stores reports', offered: '(1,2),(0,1),(0),(0,2),(0)', best: '2,1,0,2,0' },
  { modem: 'that can only discard while busy', offered: '(0,1),(0,1,2),(0),(0,1),(0)', best: '1,2,0,1,0' },
  { modem: 'without reports', offered: '(0,1,2),(0,1,2),(0),(0),(0)', best: '2,2,0,0,0' },
])('A modem $modem gets $best', ({ offered, best }) => {
  expect(chooseIndications(offered)[0]).toBe(best)
})

test('A modem that tells nothing useful is tried with the common settings', () => {
  for (const offered of [undefined, '', '(0-999999999),x', '(a-b),(),(),(),']) {
    expect(chooseIndications(offered)).toContain('2,1,0,2,0')
  }
})
