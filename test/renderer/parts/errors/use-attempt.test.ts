import { expect, it } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useAttempt, type Attempt } from '../../../../src/renderer/parts/errors/index.ts'
import { UserError } from '../../../../src/shared/errors.ts'

function begin(open = ref(true)): Attempt {
  const scope = effectScope()
  const made = scope.run(() => useAttempt(open))
  if (!made) throw new Error('the scope is inactive')
  return made
}

const refuse = (): Promise<void> => Promise.reject(new UserError('person/not-found', {}))

it('keeps why work failed, and forgets it when the next attempt begins', async () => {
  const { attempt, failure } = begin()
  await attempt(refuse)
  expect(failure.value?.title).not.toBe('')
  await attempt(async () => expect(failure.value).toBeUndefined())
  expect(failure.value).toBeUndefined()
})

it('takes a press once while the work goes on', async () => {
  const { attempt, isBusy } = begin()
  const gate = Promise.withResolvers<void>()
  let begun = 0
  const work = (): Promise<void> => {
    begun += 1
    return gate.promise
  }
  const first = attempt(work)
  await attempt(work)
  expect([begun, isBusy.value]).toEqual([1, true])
  gate.resolve()
  await first
  expect(isBusy.value).toBe(false)
})

it('shows nothing of an old failure in a dialog that is opened again', async () => {
  const open = ref(true)
  const { attempt, failure } = begin(open)
  await attempt(refuse)
  open.value = false
  await nextTick()
  expect(failure.value).toBeUndefined()
})

it('says what happened and what to do next in one text for a question', async () => {
  const { attempt, failure, failed } = begin()
  expect(failed.value).toBeUndefined()
  await attempt(refuse)
  const { title = '', next = '' } = failure.value ?? {}
  expect(next).not.toBe('')
  expect(failed.value).toBe(`${title} ${next}`)
})
