/** What is told while an import is taken back. */
export interface BackWork {
  readonly importId: number
  /** Called after each piece with how many people or entries it took. */
  stored(count: number): void
  isStopped(): boolean
}
