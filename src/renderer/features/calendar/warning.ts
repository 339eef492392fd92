/** What collides, in words. */
export interface Warning {
  readonly key: string
  readonly title: string
  readonly text: string
}
