import { mount, type VueWrapper } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n } from '../../../../../src/renderer/i18n/index.ts'
import type { Standing, Workflow, WorkflowRun } from '../../../../../src/shared/contract/workflows.ts'
import type { WorkflowDocument } from '../../../../../src/shared/workflow-document.ts'
import { standInForEngine } from '../../../support/fake-engine.ts'
import { activityOf, documentOf, lineOf } from '../documents.ts'
import { runOf, taskOf } from '../runs.ts'

let standing: Standing
let runs: ReadonlyMap<number, WorkflowRun>
const versions = new Map<number, WorkflowDocument>()
const engine = standInForEngine({
  'workflows.standing': () => standing,
  'workflows.run': ({ runId }: { runId: number }) => runs.get(runId),
  'workflows.version': ({ versionId }: { versionId: number }) => ({ document: versions.get(versionId) }),
  'workflows.check': () => [],
  'workflows.answer': () => ({}),
  'workflows.resume': () => ({}),
  'workflows.executeNow': () => ({}),
  'audiences.list': () => [],
  'subscriptionLists.list': () => [],
})
const { openWorkflow } = await import('../../../../../src/renderer/features/workflows/state/use-workflow.ts')
const { provideRunActions } =
  await import('../../../../../src/renderer/features/workflows/runs/use-run-actions.ts')
const { default: RunBanners } =
  await import('../../../../../src/renderer/features/workflows/runs/RunBanners.vue')
const { default: RunTasks } = await import('../../../../../src/renderer/features/workflows/runs/RunTasks.vue')

type Editor = ReturnType<typeof openWorkflow>

const ask = activityOf('ask', 'approval', {
  question: 'Send it?',
  answers: [
    { id: 'yes', label: '' },
    { id: 'no', label: 'Rather not' },
  ],
})
const drawn = documentOf([activityOf('people', 'build-audience'), ask], [lineOf('people>ask', 'result')])
const started: Standing = {
  state: 'started',
  version: { id: 1, number: 1, isCurrent: true },
  canResume: false,
  firings: [],
  asks: [],
  lastRun: runOf([taskOf('people')], { id: 3 }),
}

beforeEach(() => {
  i18n.global.locale.value = 'en'
  standing = started
  runs = new Map()
  engine.calls.length = 0
})

/** A window that shows the banners of an open workflow, or another part of it. */
function open(part: Component = RunBanners): { readonly editor: Editor; readonly page: VueWrapper } {
  const workflow: Workflow = { ...standing, id: 1, name: 'Test', document: drawn, revision: 1, updatedAt: 0 }
  let editor: Editor | undefined
  const workbench = defineComponent({
    setup() {
      provideRunActions({ mayRun: () => Promise.resolve(true) })
      return () => h('div', [h(part)])
    },
  })
  const screen = defineComponent({
    setup() {
      editor = openWorkflow(workflow)
      return () => h(workbench)
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

describe('the runs of an open workflow', () => {
  it('follow the engine, one question at a time', async () => {
    const { editor } = open()
    standing = { ...started, lastRun: runOf([taskOf('people')], { id: 4 }) }
    for (let times = 0; times < 10; times += 1) {
      engine.push('workflow.run-changed', { workflowId: 1, runId: 4 })
    }
    await vi.waitFor(() => expect(editor.live.run.value?.id).toBe(4))
    expect(engine.calls.filter(({ call }) => call === 'workflows.standing').length).toBeLessThan(5)
  })

  it('can be looked at on the drawing that they executed, which cannot be changed', async () => {
    const before = documentOf([activityOf('old')])
    versions.set(7, before)
    runs = new Map([[2, runOf([taskOf('old')], { id: 2, version: { id: 7, number: 1 } })]])
    const { editor, page } = open()
    await editor.live.look(2)
    await vi.waitFor(() => expect(editor.document.value).toEqual(before))
    expect(editor.apply({ type: 'rename', activityId: 'old', label: 'New' })).toBe(false)
    expect(page.text()).toContain('You are looking at the run of')
    await page.get('button').trigger('click')
    expect(editor.document.value).toEqual(drawn)
    expect(editor.apply({ type: 'rename', activityId: 'ask', label: 'New' })).toBe(true)
  })

  it('let those go on who wait in an earlier run that is under way, although the drawing waits no longer', async () => {
    versions.set(7, documentOf([activityOf('pause', 'wait')]))
    const wait = taskOf('pause', { runId: 2, state: 'running', wakeAt: 9 })
    runs = new Map([[2, runOf([wait], { id: 2, version: { id: 7, number: 1 } })]])
    const { editor, page } = open(RunTasks)
    await editor.live.look(2)
    await vi.waitFor(() => expect(page.text()).toContain('End the wait'))
    const button = page.findAll('button').find(each => each.text() === 'End the wait now')
    await button?.trigger('click')
    await vi.waitFor(() =>
      expect(engine.calls.find(({ call }) => call === 'workflows.executeNow')?.input).toEqual({
        id: 1,
        activityId: 'pause',
        runId: 2,
      }),
    )
  })
})

describe('what waits for a person', () => {
  it('is asked with its own answers, whichever run it is in', async () => {
    const task = taskOf('ask', {
      runId: 2,
      state: 'running',
      waiting: 1,
      answers: [
        { id: 'yes', label: '' },
        { id: 'no', label: 'Rather not' },
      ],
    })
    standing = { ...started, asks: [{ task, activity: ask }] }
    const { page } = open()
    expect(page.text()).toContain('“ask” waits for your answer')
    expect(page.text()).toContain('Send it? · Concerns one person')
    expect(page.findAll('button').map(button => button.text())).toEqual(['Yes', 'Rather not'])
    await page.findAll('button')[1]?.trigger('click')
    await vi.waitFor(() =>
      expect(engine.calls.find(({ call }) => call === 'workflows.answer')?.input).toEqual({
        runId: 2,
        activityId: 'ask',
        answer: 'no',
      }),
    )
  })

  it('is a workflow that has failed, which goes on at what failed', async () => {
    standing = { ...started, state: 'failed', canResume: true }
    const { page } = open()
    expect(page.text()).toContain('This workflow stands still because an activity has failed')
    await page.get('button').trigger('click')
    await vi.waitFor(() => expect(engine.calls.some(({ call }) => call === 'workflows.resume')).toBe(true))
  })

  it('is nothing after an abort: there is nothing to go on with', () => {
    standing = { ...started, state: 'failed', canResume: false }
    expect(open().page.text()).toBe('')
  })
})
