/** A person's name as the engine tells it, in words: null is somebody who was deleted, empty has no name. */
export function wordName(name: string | null, t: (key: string) => string): string {
  if (name === null) return t('deliveries.deletedPerson')
  return name || t('deliveries.nameless')
}
