import type { Database } from 'better-sqlite3'
import {
  breakdowns,
  type Breakdown,
  type BreakdownRow,
  type DeliveryFigures,
} from '../../../shared/contract/delivery-figures.ts'
import { messageStates, type MessageState } from '../../../shared/lifecycles/message.ts'
import { readSpent } from '../outbox/spending.ts'
import { countReactions } from './count-reactions.ts'

interface Cell {
  readonly state: MessageState
  readonly lineId: number
  readonly lineName: string | null
  readonly country: string
  readonly parts: number
  readonly variant: string
  readonly language: string
  /** -1 for no text of a test. */
  readonly test: number
  readonly reason: string
  readonly messages: number
}

type Row = { -readonly [K in keyof BreakdownRow]: BreakdownRow[K] }

const keyOf: Readonly<Record<Breakdown, (cell: Cell) => string>> = {
  line: cell => (cell.lineId === 0 ? '' : String(cell.lineId)),
  country: cell => cell.country,
  language: cell => cell.language,
  variant: cell => cell.variant,
  text: cell => (cell.test === -1 ? '' : String(cell.test)),
  parts: cell => String(cell.parts),
}

/** States that say why a message was not delivered, or may not have been. */
const stumbled: readonly MessageState[] = ['failed', 'undelivered', 'unknown', 'expired']

/** What a dashboard tells apart, from the sums that triggers keep: no message is looked at. */
export function readFigures(sql: Database, deliveryId: number): DeliveryFigures {
  const cells = readCells(sql, deliveryId)
  return {
    spent: readSpent(sql, deliveryId),
    breakdowns: Object.fromEntries(
      breakdowns.map(by => [by, breakDown(cellsFor(by, cells), by)]),
    ) as DeliveryFigures['breakdowns'],
    reasons: sumReasons(cells),
    ...countReactions(sql, deliveryId),
  }
}

/** Of lines only what they have tried, and of texts nothing where there is no test. */
function cellsFor(by: Breakdown, cells: readonly Cell[]): readonly Cell[] {
  if (by === 'line') return cells.filter(({ lineId }) => lineId !== 0)
  return by === 'text' && cells.every(({ test }) => test === -1) ? [] : cells
}

function readCells(sql: Database, deliveryId: number): Cell[] {
  return sql
    .prepare(
      `SELECT state, line_id lineId, lines.name lineName, ifnull(country, '') country, parts, variant, language,
         test, reason, messages
       FROM delivery_cells LEFT JOIN places ON places.id = place_id LEFT JOIN lines ON lines.id = line_id
       WHERE delivery_id = ? AND messages > 0`,
    )
    .all(deliveryId) as Cell[]
}

function breakDown(cells: readonly Cell[], by: Breakdown): BreakdownRow[] {
  const rows = new Map<string, Row>()
  for (const cell of cells) {
    const key = keyOf[by](cell)
    const row = rows.get(key) ?? emptyRow(key)
    rows.set(key, row)
    if (by === 'line' && cell.lineName !== null) row.name = cell.lineName
    row.messages += cell.messages
    row.parts += cell.messages * cell.parts
    row.counts[cell.state] += cell.messages
  }
  return [...rows.values()].toSorted((one, other) => {
    if (by === 'parts') return Number(one.key) - Number(other.key)
    // Who is in no share comes behind the texts.
    if (by === 'text') return textOrder(one) - textOrder(other)
    return other.messages - one.messages
  })
}

function textOrder({ key }: Row): number {
  return key === '' ? Infinity : Number(key)
}

function emptyRow(key: string): Row {
  const counts = Object.fromEntries(messageStates.map(state => [state, 0])) as Row['counts']
  return { key, messages: 0, parts: 0, counts }
}

function sumReasons(cells: readonly Cell[]): DeliveryFigures['reasons'] {
  const told = cells.filter(({ state }) => stumbled.includes(state))
  const groups = Map.groupBy(told, ({ state, reason }) => `${state} ${reason}`)
  return [...groups.values()]
    .flatMap(([first, ...others]) => {
      if (!first) return []
      const messages = others.reduce((sum, cell) => sum + cell.messages, first.messages)
      return [{ state: first.state, reason: first.reason || null, messages }]
    })
    .toSorted((one, other) => other.messages - one.messages)
}
