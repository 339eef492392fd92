/** Whether two values of JSON say the same; the order of keys does not matter, that of a list does. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return false
  const keys = keysOf(one)
  return keys.length === keysOf(other).length && keys.every(key => isSame(one[key], other[key]))
}

/** A key without a value is as one that is not there: it is not written to JSON. */
function keysOf(value: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(value).filter(key => value[key] !== undefined)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
