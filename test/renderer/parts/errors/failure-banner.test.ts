import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import FailureBanner from '../../../../src/renderer/parts/errors/FailureBanner.vue'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import { UserError } from '../../../../src/shared/errors.ts'

function buttonsBeside(failure: unknown): string[] {
  const banner = mount(FailureBanner, { props: { failure }, global: { plugins: [i18n] } })
  return banner.findAll('button').map(button => button.text())
}

describe('what could not be read', () => {
  it('can be tried again', () => {
    expect(buttonsBeside(new UserError('engine/bug', { reference: '1' }))).toEqual(['Try again'])
  })

  it('is not asked for again once it is no longer there', () => {
    expect(buttonsBeside(new UserError('delivery/not-found'))).toEqual([])
  })
})
