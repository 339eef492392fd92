/** How far people are really changed. */
export type UpdateMode =
  /** As the settings say; belongs into a transaction. */
  | 'change'
  /** Nobody is changed; it is only found out who would be. */
  | 'look'
