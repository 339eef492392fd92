import { mount, type VueWrapper } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n } from '../../../../../src/renderer/i18n/index.ts'
import type { Rehearsal } from '../../../../../src/shared/contract/rehearsals.ts'
import type { Standing, Workflow, WorkflowReviews } from '../../../../../src/shared/contract/workflows.ts'
import { emptyDocument } from '../../../../../src/shared/workflow-document.ts'
import { standInForEngine } from '../../../support/fake-engine.ts'

const standing: Standing = {
  state: 'started',
  version: null,
  canResume: false,
  firings: [],
  asks: [],
  lastRun: null,
}
const none: WorkflowReviews = { deliveries: 0, messages: 0, newest: [] }
let reviews: WorkflowReviews
const engine = standInForEngine({
  'workflows.standing': () => standing,
  'workflows.reviews': () => reviews,
  'workflows.start': () => ({ runId: 1 }),
  'workflows.check': () => [],
  'audiences.list': () => [],
  'subscriptionLists.list': () => [],
})
const { openWorkflow } = await import('../../../../../src/renderer/features/workflows/state/use-workflow.ts')
const { default: ReviewBanner } =
  await import('../../../../../src/renderer/features/workflows/runs/ReviewBanner.vue')

beforeEach(() => {
  i18n.global.locale.value = 'en'
  reviews = none
})

function open(): { readonly editor: ReturnType<typeof openWorkflow>; readonly page: VueWrapper } {
  const workflow: Workflow = {
    ...standing,
    id: 1,
    name: 'Test',
    document: emptyDocument,
    revision: 1,
    updatedAt: 0,
  }
  let editor: ReturnType<typeof openWorkflow> | undefined
  const screen = defineComponent({
    setup() {
      editor = openWorkflow(workflow)
      return () => h(ReviewBanner)
    },
  })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
  })
  const page = mount(screen, { global: { plugins: [i18n, router] } })
  if (!editor) throw new Error('not opened')
  return { editor, page }
}

const delivery = (deliveryId: number) => ({ deliveryId, label: 'Spring', messages: 5, createdAt: 0 })

describe('messages that wait for review', () => {
  it('are told as soon as a delivery is prepared, with the way to the only one', async () => {
    const { page } = open()
    await vi.waitFor(() => expect(engine.calls.some(({ call }) => call === 'workflows.reviews')).toBe(true))
    expect(page.text()).toBe('')
    reviews = { deliveries: 1, messages: 5, newest: [delivery(7)] }
    engine.push('delivery.changed', { id: 7 })
    await vi.waitFor(() => expect(page.text()).toContain('5 messages are ready for review'))
    expect(page.get('a').attributes('href')).toBe('/deliveries/7')
  })

  it('are told of all runs, not of the last one alone', async () => {
    reviews = { deliveries: 2, messages: 10, newest: [delivery(8), delivery(7)] }
    const { page } = open()
    await vi.waitFor(() => expect(page.text()).toContain('10 messages are ready for review'))
    expect(page.text()).toContain('Review 2 deliveries')
  })
})

describe('the counts of a rehearsal', () => {
  it('give way to what really happens', async () => {
    const { editor } = open()
    editor.live.showRehearsal({ transitions: [], activities: [] } as unknown as Rehearsal)
    await editor.live.start(false)
    expect(editor.live.rehearsed.value).toBeNull()
  })
})
