/** Notes a bug once, with its stack, and gives the reference that the person sees. */
export function noteBug(error: unknown): string {
  // Not randomUUID(), which is missing where the page came over plain HTTP from another machine.
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1))
  const reference = random.toString(16).padStart(8, '0')
  reportError(new Error(`Bug ${reference}`, { cause: error }))
  return reference
}
