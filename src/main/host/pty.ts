import type { Duplex } from 'node:stream'

/** Two ends of a serial cable that exists in memory alone. */
export interface Pty {
  /** What another program opens, e.g. `/dev/pts/3`. */
  readonly path: string
  /** This program's end; destroying it pulls the cable out. */
  readonly stream: Duplex
}

/** Makes such a cable; rejects where it cannot. */
export type OpenPty = () => Promise<Pty>
