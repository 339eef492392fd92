import { readlinkSync } from 'node:fs'
import type { Clock } from '../engine/start.ts'

/** The longest delay that a timer takes; a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1

/** The machine's clock. A wait of nothing lets pending input and output go first. */
export const systemClock: Clock = {
  now: () => Date.now(),
  timeZone: () => findTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone),
  after(ms, run) {
    if (ms <= 0) {
      const immediate = setImmediate(run)
      return () => clearImmediate(immediate)
    }
    const timer = setTimeout(run, Math.min(ms, longestTimerMs))
    return () => clearTimeout(timer)
  },
}

/**
 * The zone of this machine. `TZ=:/etc/localtime`, which spares programs a system call and is common on servers, makes the
 * one that is told unusable; the file still says which zone it is.
 * @param told `undefined` and `Etc/Unknown` where the environment names none that is known
 */
export function findTimeZone(told: string | undefined, link = '/etc/localtime'): string {
  if (told !== undefined && told !== '' && told !== 'Etc/Unknown') return told
  try {
    const [, zone] = /zoneinfo\/(?:posix\/|right\/)?(.+)$/.exec(readlinkSync(link)) ?? []
    return zone !== undefined && isZone(zone) ? zone : 'UTC'
  } catch {
    return 'UTC'
  }
}

function isZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== undefined
  } catch {
    return false
  }
}
