import type { CampanileClient } from '../../shared/contract/index.ts'
import type { Import } from '../../shared/contract/imports.ts'
import type { ErrorData } from '../../shared/errors.ts'
import { errorText } from '../../shared/texts/error-text.ts'

/** What became of something that a call began. */
export interface WorkEnd {
  /** A line for a person. */
  readonly line: string
  readonly hasFailed: boolean
}

/** The work that a call begins and that goes on after its answer. */
export interface BegunWork {
  /** Waits until the engine has nothing left to do, and tells what became of what the call began. */
  settle(output: unknown): Promise<WorkEnd[]>
}

/** Watches what goes on in an engine; begin before the call. */
export function watchWork(client: CampanileClient): BegunWork {
  const deliveries = new Set<number>()
  client.on('delivery.changed', ({ id }) => void deliveries.add(id))
  return {
    async settle(output) {
      await client.call('workspace.whenIdle', {})
      const ends: WorkEnd[] = []
      const importId = idOf(output, 'importId')
      if (importId !== undefined) ends.push(endOfImport(await client.call('imports.get', { id: importId })))
      const runId = idOf(output, 'runId')
      if (runId !== undefined) ends.push(endOfRun(await client.call('workflows.run', { runId })))
      for (const id of deliveries) {
        const delivery = await client.call('deliveries.get', { id }).catch(() => undefined)
        if (delivery) ends.push(endOf(`Delivery ${id}`, delivery.state, delivery.trouble))
      }
      return ends
    },
  }
}

function idOf(output: unknown, key: string): number | undefined {
  if (typeof output !== 'object' || output === null) return undefined
  const id: unknown = Reflect.get(output, key)
  return typeof id === 'number' ? id : undefined
}

function endOfImport({ id, state, imported, updated, skipped, rejected, error }: Import): WorkEnd {
  const counts = `${imported} imported, ${updated} updated, ${skipped} unchanged, ${rejected} rejected`
  const end = endOf(`Import ${id}`, state === 'finished' ? `${state} (${counts})` : state, error)
  return { ...end, hasFailed: end.hasFailed || state !== 'finished' }
}

function endOfRun(run: { id: number; state: string; activities: readonly { error: Trouble }[] }): WorkEnd {
  const error = run.activities.find(activity => activity.error)?.error ?? null
  const end = endOf(`Run ${run.id}`, run.state, error)
  return { ...end, hasFailed: end.hasFailed || run.state === 'failed' }
}

type Trouble = { readonly code: string; readonly data: ErrorData } | null

function endOf(what: string, state: string, trouble: Trouble): WorkEnd {
  const reason = trouble ? ` ${errorText(trouble.code, trouble.data)}` : ''
  return { line: `${what}: ${state}.${reason}`, hasFailed: trouble !== null }
}
