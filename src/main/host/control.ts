import type { MessagePort } from 'node:worker_threads'
import type { ErrorData } from '../../shared/errors.ts'

/** What the engine's thread is started with. */
export interface ThreadOptions {
  readonly workspacePath: string
  readonly version: string
  /** Where its log goes; null writes nothing. */
  readonly logPath: string | null
  /** Where the places of kept files are written; null keeps them only as long as the thread runs. */
  readonly placesPath: string | null
  /** Whether any path is a valid file reference: true only where the caller is the person's own shell. */
  readonly allowsPaths: boolean
  /** False for a command that only asks something: nothing is sent meanwhile. */
  readonly sends: boolean
  /** Whether the clock can be moved on by hand; nothing but simulated lines is opened then. */
  readonly hasHandClock?: boolean
}

/** From a host to the engine's thread. */
export type Order =
  | { readonly type: 'connect'; readonly port: MessagePort }
  | { readonly type: 'grant'; readonly ref: string; readonly path: string; readonly isLasting: boolean }
  | { readonly type: 'advance'; readonly ms: number }
  | { readonly type: 'stop' }

/** From the engine's thread to its host. */
export type Report =
  | { readonly type: 'started' }
  | { readonly type: 'refused'; readonly code: string; readonly data: ErrorData }
  | { readonly type: 'stopped' }
  /** The thread cannot open serial ports itself. */
  | { readonly type: 'serial'; readonly path: string; readonly port: MessagePort }
