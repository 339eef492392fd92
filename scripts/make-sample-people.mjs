import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './lib/paths.mjs'
import { columns, makePeople } from './sample/make-people.mjs'

/** Writes `resources/sample/people.csv`; the same file every time. */
const file = join(root, 'resources', 'sample', 'people.csv')
const rows = makePeople().map(person => columns.map(column => quote(person[column])).join(','))
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, `${[columns.join(','), ...rows].join('\r\n')}\r\n`)

/** @param {string} cell */
function quote(cell) {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
