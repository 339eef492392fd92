import type { z } from 'zod'
import type { lineCalls } from '../../../shared/contract/lines.ts'
import { SendError, UserError } from '../../../shared/errors.ts'
import { judgeAddress } from '../../../shared/lines/judge-address.ts'
import type { EngineContext } from '../context.ts'
import { askPort } from '../transports/gsm-modem/probe-port.ts'
import { advisePort } from './advise-port.ts'
import type { ListPorts } from './find-modems.ts'
import { findLineOfModem } from './known-sim.ts'
import { listLineRows } from './line-row.ts'
import { physicalAddress } from './physical-address.ts'
import type { Searcher } from './search-ports.ts'
import { toFoundModem } from './to-found-modem.ts'

/** What came of asking at one port. */
export type TriedPort = z.output<(typeof lineCalls)['lines.tryPort']['output']>

/**
 * Asks at a port that a person typed, changing nothing there.
 * @throws UserError `line/invalid-settings`, `line/address-in-use`
 */
export async function tryPort(
  context: EngineContext,
  address: string,
  { searcher, listPorts }: { readonly searcher: Searcher; readonly listPorts?: ListPorts | undefined },
): Promise<TriedPort> {
  if (judgeAddress(address) !== undefined) throw new UserError('line/invalid-settings', { field: 'address' })
  refuseHeld(context, address)
  // A port that is being looked at is busy, and nobody but this program would be to blame.
  await searcher.lastAnswer(address)
  try {
    const modem = toFoundModem(await askPort(address.trim(), context))
    const { imei, imsi } = modem
    const found = { ...(imei !== null && { imei }), ...(imsi !== null && { imsi }) }
    const holder = findLineOfModem(context.workspace.sql, { lineId: undefined, found })
    return { kind: 'modem', modem, line: holder?.name ?? null }
  } catch (error) {
    if (!(error instanceof SendError)) throw error
    const advice = await advisePort(context, { address: address.trim(), code: error.code }, listPorts)
    return { kind: 'trouble', code: error.code, advice }
  }
}

/** A line's own port is tried with the line. */
function refuseHeld({ workspace }: EngineContext, address: string): void {
  const wanted = physicalAddress('gsm-modem', { address })
  const holder = listLineRows(workspace.sql).find(
    row => physicalAddress(row.kind, JSON.parse(row.settings) as Record<string, unknown>) === wanted,
  )
  if (holder) throw new UserError('line/address-in-use', { address, line: holder.name })
}
