import type { OpenTransport } from '../../src/main/engine/lines/create-lines.ts'
import { createFakeClock } from './fake-clock.ts'
import { createOutboxWorld } from './outbox-world.ts'
import { createScriptedLine, type ScriptedLine, type ScriptedSend } from './scripted-line.ts'

/** Several scripted lines of one workspace: which is which is said by their latency. */
export async function createPooledWorld(lineSettings: readonly Record<string, unknown>[], path?: string) {
  const clock = createFakeClock()
  const scripted = lineSettings.map(() => createScriptedLine())
  const open: OpenTransport = (kind, settings, context) =>
    at(scripted, Number(settings['latencyMs'])).open(kind, settings, context)
  const world = createOutboxWorld(open, path, clock)
  const ids: number[] = []
  if (path === undefined || world.lines.list().length === 0) {
    for (const [latencyMs, settings] of lineSettings.entries())
      ids.push(await world.addLine({ ...settings, latencyMs }))
  } else ids.push(...world.lines.list().map(({ id }) => id))
  return {
    ...world,
    ids,
    scripted,
    /** Has a line take so long for each message. */
    takes(index: number, ms: number) {
      at(scripted, index).onSend((send: ScriptedSend) => void clock.after(ms, () => send.accept()))
    },
    /** Whom each line has texted. */
    sentBy: (index: number) => at(scripted, index).sends.map(({ message }) => message.recipient),
    /** What the log of a delivery says about lines. */
    noted: (deliveryId: number) =>
      world.context.workspace.sql
        .prepare(
          `SELECT move || ' ' || (data ->> '$.line') || coalesce(' ' || (data ->> '$.trouble.code'), '')
           FROM delivery_moves WHERE delivery_id = ? AND move LIKE 'line-%' ORDER BY id`,
        )
        .pluck()
        .all(deliveryId) as string[],
  }
}

function at(lines: readonly ScriptedLine[], index: number): ScriptedLine {
  const line = lines[index]
  if (!line) throw new Error(`no line ${index}`)
  return line
}

/** So many numbers that belong to nobody. */
export function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `+447700${900_000 + index}`)
}
