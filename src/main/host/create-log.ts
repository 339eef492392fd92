import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { destination, pino } from 'pino'
import type { Log } from '../engine/start.ts'
import { redact } from './redact.ts'

/** A log file that is larger than this is set aside at the next start. */
const rotateAboveBytes = 5_000_000

/** A log in JSON lines; numbers, texts and secrets are never written. */
export function createLog(path: string | null): Log {
  if (!path) return silentLog
  try {
    return openLog(path)
  } catch {
    // A folder that cannot be written is no reason not to work.
    return silentLog
  }
}

function openLog(path: string): Log {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  setAside(path)
  const logger = pino({ base: null }, destination({ dest: path, sync: true }))
  return {
    info: (message, fields) => logger.info(redact(fields ?? {}), message),
    warn: (message, fields) => logger.warn(redact(fields ?? {}), message),
    error: (message, fields) => logger.error(redact(fields ?? {}), message),
  }
}

function setAside(path: string): void {
  try {
    if (existsSync(path) && statSync(path).size > rotateAboveBytes) renameSync(path, `${path}.1`)
  } catch {
    // On Windows another program may have it open: it is set aside at another start.
  }
}

const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }
