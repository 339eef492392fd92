import { stripTypeScriptTypes } from 'node:module'
import * as vueParser from 'vue-eslint-parser'

/**
 * A parser for the expressions of templates and for scripts in TypeScript: Node blanks the types out, leaving every
 * position as it was, and the rest is JavaScript. Rules of types belong to oxlint and vue-tsc.
 */
export const typelessParser = {
  meta: { name: 'typeless-parser', version: '1' },

  /**
   * @param {string} code
   * @param {object} options
   */
  parseForESLint(code, options) {
    return vueParser.parseForESLint(blankTypes(code), {
      ...options,
      parser: undefined,
      filePath: 'script.js',
    })
  },
}

/** @param {string} code */
function blankTypes(code) {
  try {
    return stripTypeScriptTypes(code)
  } catch {
    // Half an expression, as a template may hold; it has no types.
    return code
  }
}
