import { breathe } from '../breathe.ts'

/** Goes on after every call that is waiting: a text in memory comes without any pause of its own. */
export async function takeBreath(): Promise<true> {
  await breathe()
  return true
}
