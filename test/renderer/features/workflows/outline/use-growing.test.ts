import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useGrowing } from '../../../../../src/renderer/features/workflows/outline/use-growing.ts'

const scope = effectScope()
afterEach(() => scope.stop())

describe('a long list', () => {
  it('has its first rows at once and the others soon, also those that the keyboard goes to and those that are added', async () => {
    const total = ref(200)
    const growing = scope.run(() => useGrowing(() => total.value))
    expect(growing?.count.value).toBeLessThan(100)
    growing?.reach(150)
    expect(growing?.count.value).toBe(151)
    await vi.waitFor(() => expect(growing?.count.value).toBe(200))
    total.value = 260
    await nextTick()
    await vi.waitFor(() => expect(growing?.count.value).toBe(260))
    total.value = 3
    expect(growing?.count.value).toBe(3)
  })
})
