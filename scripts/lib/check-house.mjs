import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import { findImports } from './find-imports.mjs'
import { findPackageWall, findWall } from './import-rules.mjs'

const SOURCE = /\.(?:ts|vue|mjs|js)$/

/**
 * @typedef {object} Fault
 * @property {string} file
 * @property {number} line
 * @property {string} text
 */

/**
 * Checks the imports of everything under `src/` against the walls of the house, and for circles.
 * @param {string} root
 * @returns {{ faults: Fault[], files: number }}
 */
export function checkHouse(root) {
  /** @type {Map<string, string[]>} */
  const graph = new Map()
  /** @type {Fault[]} */
  const faults = []
  for (const file of listSources(root, 'src')) {
    const found = checkFile(root, file)
    graph.set(file, found.imported)
    faults.push(...found.faults)
  }
  for (const circle of findCircles(graph)) {
    faults.push({ file: circle[0] ?? '', line: 1, text: `a circle: ${circle.join(' → ')}` })
  }
  return { faults, files: graph.size }
}

/**
 * @param {string} root
 * @param {string} file
 */
function checkFile(root, file) {
  /** @type {Fault[]} */
  const faults = []
  /** @type {string[]} */
  const imported = []
  for (const { specifier, line } of findImports(file, readFileSync(join(root, file), 'utf8'))) {
    const add = (/** @type {string | undefined} */ reason) => {
      if (reason) faults.push({ file, line, text: `imports '${specifier}': ${reason}` })
    }
    if (!specifier.startsWith('.')) {
      add(findPackageWall(file, specifier))
      continue
    }
    const target = posix.join(posix.dirname(file), specifier.split('?')[0] ?? '')
    if (!existsSync(join(root, target)))
      add('there is no such file; own files are imported with their extension')
    add(findWall(file, target))
    imported.push(target)
  }
  return { faults, imported }
}

/**
 * The circles of a graph, each once, starting at its first file by name.
 * @param {Map<string, string[]>} graph
 * @returns {string[][]}
 */
function findCircles(graph) {
  /** @type {Map<string, string[]>} */
  const circles = new Map()
  const done = new Set()
  const visit = (/** @type {string} */ file, /** @type {string[]} */ path) => {
    const start = path.indexOf(file)
    if (start >= 0) {
      const circle = rotate(path.slice(start))
      circles.set(circle.join(), [...circle, circle[0] ?? ''])
      return
    }
    if (done.has(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return [...circles.values()]
}

/** @param {string[]} circle */
function rotate(circle) {
  const first = circle.indexOf(circle.toSorted()[0] ?? '')
  return [...circle.slice(first), ...circle.slice(0, first)]
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]} paths from the root, with slashes
 */
function listSources(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return listSources(root, path)
    return SOURCE.test(entry.name) ? [path] : []
  })
}
