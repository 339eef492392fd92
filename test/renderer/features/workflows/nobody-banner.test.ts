import { mount } from '@vue/test-utils'
import { beforeEach, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import NobodyBanner from '../../../../src/renderer/features/workflows/NobodyBanner.vue'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import type { Preparation } from '../../../../src/shared/contract/deliveries.ts'

beforeEach(() => {
  i18n.global.locale.value = 'en'
})

function textOf(preparation: Partial<Preparation>): string {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
  })
  const props = { name: 'Recall', deliveryId: 7, preparation: preparation as Preparation }
  return mount(NobodyBanner, { props, global: { plugins: [i18n, router] } }).text()
}

it('names who was excluded and why, the most frequent cause first', () => {
  const excluded: Preparation['excluded'] = [
    { cause: 'no-phone', count: 1 },
    { cause: 'too-many-parts', count: 2 },
  ]
  const text = textOf({ targeted: 3, excluded })
  expect(text).toContain('Nobody would get “Recall”')
  expect(text).toMatch(/All 3 people are excluded: .+ \(2\) and No phone number \(1\)\./)
})

it('says when nobody came in at all', () => {
  expect(textOf({ targeted: 0, excluded: [] })).toContain('the audience is empty')
})
