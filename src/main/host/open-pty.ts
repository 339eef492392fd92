import { openOwnPty } from './open-own-pty.ts'
import { openScriptPty } from './open-script-pty.ts'
import type { OpenPty, Pty } from './pty.ts'

/** The first one has nobody in between. */
const usualWays: readonly OpenPty[] = [openOwnPty, openScriptPty]

/** Opens a pseudo terminal, without native code, in the first way that this system has. Rejects where it has none. */
export async function openPty(ways = usualWays): Promise<Pty> {
  for (const open of ways) {
    const pty = await open().catch(() => undefined)
    if (pty) return pty
  }
  throw new Error('this system has no pseudo terminals')
}
