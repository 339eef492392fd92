import { showError } from '../../../parts/errors/index.ts'

/** Does what a person asked for, and says why where it is refused; answers whether it was done. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    showError(error)
    return false
  }
}
