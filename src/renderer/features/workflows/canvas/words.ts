/** Letters and signs that take about half as much room again. */
const wide =
  /[\p{Lu}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}mw@%—…]/gu

/**
 * Whether words may need more room than so many letters have. Only such words are cut off at the edge: each edge that
 * cuts is a surface of its own, which costs hundreds of activities their smooth movement.
 */
export function isLong(words: string, letters: number): boolean {
  return words.length + (words.match(wide)?.length ?? 0) / 2 > letters
}

/** The beginning of words that are too long. */
export function shortened(words: string, letters: number): string {
  return isLong(words, letters) ? `${words.slice(0, Math.round(letters * 0.8)).trimEnd()}…` : words
}
