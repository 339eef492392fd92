import { setTimeout as wait } from 'node:timers/promises'

const betweenMs = 50

/** Asks again and again until the answer is the awaited one; answers it. */
export async function until<T>(ask: () => Promise<T>, isDone: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (isDone(answer)) return answer
    await wait(betweenMs)
  }
}
