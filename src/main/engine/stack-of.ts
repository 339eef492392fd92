/** Where an error comes from, for the log; anything that was thrown. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? String(error.stack) : String(error)
}
