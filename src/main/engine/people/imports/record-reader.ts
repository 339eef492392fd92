/** Why the cells of a record are not to be trusted. */
export type RecordFault = 'row-unreadable'

export interface RecordReader {
  /**
   * Called for each record with the line in the file on which it ends, which grows from record to record; lines
   * without anything are passed over.
   */
  take(cells: string[], line: number, fault?: RecordFault): void
  /** Called when all records that lie in some text were taken; false stops the reading. */
  pause(read: number): boolean | Promise<boolean>
}
