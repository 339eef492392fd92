import { setImmediate } from 'node:timers/promises'

/** Lets every call that is waiting go first. Long work does this between pieces of at most some 20 ms. */
export async function breathe(): Promise<void> {
  await setImmediate()
}
