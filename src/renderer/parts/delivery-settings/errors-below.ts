/** What is wrong below a path: `delivery.lineId` becomes `lineId` below `delivery`. */
export function errorsBelow(errors: ReadonlyMap<string, string>, path: string): ReadonlyMap<string, string> {
  const prefix = `${path}.`
  const below = [...errors].filter(([key]) => key.startsWith(prefix))
  return new Map(below.map(([key, words]) => [key.slice(prefix.length), words]))
}
