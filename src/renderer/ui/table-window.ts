/** Which rows a virtual table shows, and where. Lengths in CSS px. */
export interface TableGeometry {
  readonly count: number
  readonly rowHeight: number
  /** Height of the visible part, without the header. */
  readonly viewHeight: number
}

/**
 * No element is made taller than this: Chromium stops at 33.5 million px and Firefox at 17.8 million, so a
 * longer table gets a shorter scroll bar and its positions are scaled.
 */
export const maxScrollHeight = 12_000_000

/** The height that the scrolled element gets. */
export function scrollHeight(geometry: TableGeometry): number {
  return Math.min(geometry.count * geometry.rowHeight, maxScrollHeight)
}

/** How many px of rows one px of the scroll bar stands for; 1 for tables that fit. */
export function scrollRatio(geometry: TableGeometry): number {
  const range = scrollHeight(geometry) - geometry.viewHeight
  if (range <= 0) return 1
  return lastTop(geometry) / range
}

/** The greatest offset of the first visible px: the last row then stands at the bottom. */
export function lastTop(geometry: TableGeometry): number {
  return Math.max(0, geometry.count * geometry.rowHeight - geometry.viewHeight)
}

/** Keeps an offset inside the table. */
export function clampTop(geometry: TableGeometry, top: number): number {
  return Math.min(lastTop(geometry), Math.max(0, top))
}

/** First row and number of rows to render for an offset, with `spare` rows beyond both edges. */
export function visibleRows(
  geometry: TableGeometry,
  top: number,
  spare = 4,
): { readonly first: number; readonly length: number } {
  const first = Math.max(0, Math.floor(top / geometry.rowHeight) - spare)
  const end = Math.ceil((top + geometry.viewHeight) / geometry.rowHeight) + spare
  return { first, length: Math.max(0, Math.min(geometry.count, end) - first) }
}

/** The offset that brings a row into view with the least movement. */
export function topToShow(geometry: TableGeometry, top: number, row: number): number {
  const start = row * geometry.rowHeight
  if (start < top) return start
  const end = start + geometry.rowHeight - geometry.viewHeight
  return end > top ? end : top
}
