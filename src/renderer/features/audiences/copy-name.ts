/**
 * A free name for a copy, compared without regard to case.
 * @param write builds "Copy of …", with a number from the second copy on
 */
export function copyName(taken: readonly string[], write: (count: number) => string): string {
  const names = new Set(taken.map(name => name.toLocaleLowerCase()))
  let count = 1
  while (names.has(write(count).toLocaleLowerCase())) count += 1
  return write(count)
}
