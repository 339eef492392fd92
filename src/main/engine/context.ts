import type { CampanileClient, CampanilePublish } from '../../shared/contract/index.ts'
import type { PortFacts } from '../../shared/lines/port-advice.ts'
import type { OpenSerial } from './transports/gsm-modem/open-serial.ts'
import type { Workspace } from './database/open.ts'
import type { Clock, Log, Random } from './environment.ts'

/** Turns the file references of the contract into paths; a host grants them, so a renderer cannot name any file. */
export interface FileAccess {
  /** @throws UserError `file/not-granted` */
  locate(ref: string): string
  /**
   * Keeps the place of a granted file for good, so that it can be read again tomorrow; it can be read alone.
   * @returns its key; undefined for a copy that goes with the host
   * @throws UserError `file/not-granted`
   */
  keep(ref: string): string | undefined
  /** Where a kept file lies; undefined for a place that was kept on another machine. */
  placeOf(key: string): string | undefined
}

/** Tells what the system knows about a port that did not open; never rejects. */
export type InspectPort = (address: string) => Promise<Omit<PortFacts, 'ports'>>

/** What every feature of the engine works with. */
export interface EngineContext {
  readonly workspace: Workspace
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly files: FileAccess
  /** Opens serial ports where the engine's thread cannot. */
  readonly openSerial?: OpenSerial | undefined
  /** Looks at a port that does not open; without it nothing is known of the system. */
  readonly inspectPort?: InspectPort | undefined
  /** Program version, for files and screens. */
  readonly version: string
  /** Tells every connected client. */
  readonly publish: CampanilePublish
  /** Hears what other parts publish, at once and inside the call that publishes. */
  readonly hear: CampanileClient['on']
}
