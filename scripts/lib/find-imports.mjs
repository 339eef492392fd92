import ts from 'typescript'

/**
 * @typedef {object} Import
 * @property {string} specifier as written
 * @property {number} line starting at 1
 */

const SCRIPT_BLOCK = /(<script\b[^>]*>)([\s\S]*?)<\/script>/g

/**
 * Everything that a file imports: static, dynamic, re-exported, for types alone, required, and a worker by its URL.
 * @param {string} file decides how the text is read
 * @param {string} text
 * @returns {Import[]}
 */
export function findImports(file, text) {
  const source = file.endsWith('.vue') ? keepScripts(text) : text
  const imported = ts.preProcessFile(source, true, true).importedFiles
  const workers = [...source.matchAll(/new URL\(\s*['"](\.[^'"]+\.ts)['"]\s*,\s*import\.meta\.url/g)]
  return [
    ...imported.map(entry => ({ specifier: entry.fileName, line: countLines(source, entry.pos) })),
    ...workers.map(match => ({ specifier: match[1] ?? '', line: countLines(source, match.index) })),
  ]
}

/**
 * Blanks everything outside the scripts of a component, so that line numbers stay.
 * @param {string} text
 */
function keepScripts(text) {
  let kept = ''
  let end = 0
  for (const match of text.matchAll(SCRIPT_BLOCK)) {
    const start = match.index + (match[1]?.length ?? 0)
    kept += text.slice(end, start).replace(/[^\n]/g, ' ') + (match[2] ?? '')
    end = start + (match[2]?.length ?? 0)
  }
  return kept
}

/**
 * @param {string} text
 * @param {number} position
 */
function countLines(text, position) {
  return text.slice(0, position).split('\n').length
}
