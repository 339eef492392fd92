import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import DeliveryFrom from '../../../../src/renderer/features/deliveries/DeliveryFrom.vue'

function textBeside(label: string): string {
  const workflow = { id: 3, name: 'Spring' }
  const global = { plugins: [i18n], stubs: { RouterLink: { template: '<a><slot /></a>' } } }
  return mount(DeliveryFrom, { props: { label, workflow }, global }).text().replaceAll(/\s+/g, ' ')
}

describe('where a delivery is from', () => {
  it('is the name of its workflow', () => {
    expect(textBeside('First reminder')).toBe('from Spring')
  })

  it('does not say the name of the delivery again', () => {
    expect(textBeside('Spring')).toBe('from the workflow of the same name')
  })
})
