import { isQuotedPrintable, parseProperty, type Property } from './parse-property.ts'

/** What stands between the lines that begin and end a card. */
export interface RawCard {
  readonly properties: readonly Property[]
  /** The line on which it ends. */
  readonly line: number
  /** It has a beginning and an end. */
  readonly isWhole: boolean
}

/** Pictures, sounds and keys: nothing that is imported, and most of the bytes. */
const binary = /^(?:[^:;]*\.)?(?:PHOTO|LOGO|SOUND|KEY|AGENT|X-[A-Z-]*(?:IMAGE|PHOTO|WALLPAPER)[A-Z-]*)[;:]/i
/** A note may be long, but not a book. */
const longestProperty = 64 * 1024

/** Puts the lines of a text together into cards. */
export function createCardCutter(take: (card: RawCard) => void): {
  line(text: string, number: number): void
  /** No line follows. */
  end(number: number): void
} {
  let properties: Property[] | undefined
  let open: string | undefined
  let isSoft = false

  function endProperty(number: number): void {
    const text = open
    open = undefined
    isSoft = false
    if (text === undefined) return
    const property = parseProperty(text)
    if (!property) return
    if (property.name === 'BEGIN') begin(number)
    else if (property.name === 'END') end(number, true)
    else properties?.push(property)
  }
  function begin(number: number): void {
    if (properties) end(number - 1, false)
    properties = []
  }
  function end(line: number, isWhole: boolean): void {
    if (properties) take({ properties, line, isWhole })
    properties = undefined
  }
  function append(text: string): void {
    if (open === undefined || open.length > longestProperty) return
    open += text
    isSoft = text.endsWith('=') && isQuotedPrintable(open)
  }
  return {
    line(text, number) {
      if (isSoft && open !== undefined) {
        open = open.slice(0, -1)
        return append(text)
      }
      if (/^[ \t]/.test(text)) return append(text.slice(1))
      endProperty(number - 1)
      if (text.trim() === '' || (properties && binary.test(text))) return
      open = text
      isSoft = text.endsWith('=') && isQuotedPrintable(text)
      if (/^END:/i.test(text)) endProperty(number)
    },
    end(number) {
      endProperty(number)
      end(number, false)
    },
  }
}
