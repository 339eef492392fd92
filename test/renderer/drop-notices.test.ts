import { afterEach, expect, it } from 'vitest'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { dropNotices } from '../../src/renderer/drop-notices.ts'
import { showError } from '../../src/renderer/parts/errors/index.ts'
import { useToasts } from '../../src/renderer/ui/index.ts'
import { UserError } from '../../src/shared/errors.ts'

const { toasts, show, dismiss } = useToasts()
const titles = (): string[] => toasts.value.map(({ title }) => title)

afterEach(() => {
  for (const { id } of toasts.value) dismiss(id)
})

async function openFirstPage(): Promise<Router> {
  const component = { template: '<p />' }
  const routes = ['/first', '/second'].map(path => ({ path, component }))
  const router = createRouter({ history: createMemoryHistory(), routes })
  dropNotices(router)
  await router.push('/first')
  return router
}

it('lets an error go with the page on which it happened, and not before', async () => {
  const router = await openFirstPage()
  showError(new UserError('delivery/not-found'))
  await router.push('/first?tab=log')
  expect(titles()).toHaveLength(1)
  await router.push('/second')
  expect(titles()).toEqual([])
})

it('keeps what belongs to no page, and what is said of things done', async () => {
  const router = await openFirstPage()
  show({ title: 'The workspace could not be described.', tone: 'error' })
  show({ title: 'Saved' })
  await router.push('/second')
  expect(titles()).toEqual(['The workspace could not be described.', 'Saved'])
})
