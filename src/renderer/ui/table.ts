/** One column of a UiTable. A slot `cell-<key>` draws its cells, else `value` gives their text. */
export interface TableColumn<Row> {
  readonly key: string
  readonly label: string
  /** What its figures are, on hover. */
  readonly hint?: string | undefined
  readonly value?: ((row: Row) => string) | undefined
  /** CSS grid track: `160px`, `minmax(120px, 1fr)` (default), `2fr`. */
  readonly width?: string | undefined
  /** `end` for numbers. */
  readonly align?: 'start' | 'end' | undefined
  readonly sortable?: boolean | undefined
  /** The label is only spoken (check boxes, actions). */
  readonly hideLabel?: boolean | undefined
}

const smallestFlexible = 120

/** The grid tracks of all columns, and the width below which the table scrolls sideways. */
export function layColumns(widths: readonly (string | undefined)[]): {
  readonly tracks: string
  readonly minWidth: number
} {
  const tracks = widths.map(width => {
    if (width === undefined) return `minmax(${smallestFlexible}px, 1fr)`
    return width.endsWith('fr') ? `minmax(${smallestFlexible}px, ${width})` : width
  })
  const minWidth = tracks.reduce(
    (sum, track) => sum + Number(/\d+(?=px)/.exec(track)?.[0] ?? smallestFlexible),
    0,
  )
  return { tracks: tracks.join(' '), minWidth }
}

/** The order of a table. */
export interface TableSort {
  readonly key: string
  readonly descending: boolean
}

/** The row that a key moves to, or undefined for keys that do not move. */
export function rowAfterKey(key: string, { at, count, page }: { at: number; count: number; page: number }) {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  }
  const target = moves[key]
  return target === undefined ? undefined : Math.min(count - 1, Math.max(0, target))
}

/** Which rows of a table are ticked; the caller keeps them, by whatever tells rows apart. */
export interface TableSelection<Row> {
  readonly has: (row: Row) => boolean
  readonly state: 'none' | 'some' | 'all'
  /** The name of a row's tick box. */
  readonly label: (row: Row) => string
}
