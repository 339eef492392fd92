import type { Database } from 'better-sqlite3'
import type { Rendered, TemplateFault } from '../../../shared/contract/content.ts'
import { UserError } from '../../../shared/errors.ts'
import { measureText } from '../../../shared/sms/measure-text.ts'
import type { ContentReader } from './content-reader.ts'

/** A content for one person, or why there is none. */
export interface RenderedPerson {
  readonly faults: TemplateFault[]
  readonly rendered: Rendered | null
}

/** Renders a content as one person would get it, or in one of its variants; nothing for a person who is gone. */
export function renderPerson(
  sql: Database,
  { compiled, read, at }: ContentReader,
  { personId, as }: { readonly personId: number; readonly as?: string | null | undefined },
): RenderedPerson {
  if (compiled.faults.length > 0) return { faults: [...compiled.faults], rendered: null }
  const [row] = read([personId])
  if (!row) return { faults: [], rendered: null }
  try {
    const { text, missing, variant, sender } = compiled.fill(row, { deliveryId: 0, personId, as })
    const { encoding, parts } = measureText(text)
    const recipient = row[at.phone] ?? null
    const personName = readName(sql, personId)
    const rendered = {
      personId,
      personName,
      recipient,
      text,
      encoding,
      parts,
      variant,
      ...(sender === undefined ? {} : { sender }),
    }
    return { faults: [], rendered: { ...rendered, missing: [...missing] } }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const { detail = '', line = 1, column = 1 } = error.data
    const place = { detail: String(detail), line: Number(line), column: Number(column) }
    return { faults: [{ code: 'syntax', ...place }], rendered: null }
  }
}

function readName(sql: Database, id: number): string {
  return sql
    .prepare(
      "SELECT trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) FROM people WHERE id = ?",
    )
    .pluck()
    .get(id) as string
}
