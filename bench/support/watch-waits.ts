/** Measures the longest time for which the event loop is held up; the returned function ends it and gives that in ms. */
export function watchWaits(): () => number {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }, 1)
  return () => {
    clearInterval(timer)
    return Math.round(longest)
  }
}
