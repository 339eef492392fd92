import { parseProperty, type Property } from './parse-property.ts'
import { createUnfolding, type Unfolding } from './unfold-lines.ts'

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

/** Of nobody is more said. */
const mostProperties = 500

/** Puts the lines of a text together into cards. */
export function createCardCutter(take: (card: RawCard) => void): Unfolding {
  let properties: Property[] | undefined

  function end(line: number, isWhole: boolean): void {
    if (properties) take({ properties, line, isWhole })
    properties = undefined
  }
  const unfolding = createUnfolding(
    (text, number) => {
      const property = parseProperty(text)
      if (property?.name === 'BEGIN') {
        end(number - 1, false)
        properties = []
      } else if (property?.name === 'END') end(number, true)
      else if (property && properties && properties.length < mostProperties) properties.push(property)
    },
    text => binary.test(text),
  )
  return {
    line: unfolding.line,
    end(number) {
      unfolding.end(number)
      end(number, false)
    },
  }
}
