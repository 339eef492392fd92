const LONGEST_LINE = 8192

/** What the tokenizer calls as it finds things; `onLine` gets a line without its ends, never an empty one. */
export interface TokenHandlers {
  /** Asked at the start of each line: only then is `> ` a prompt and not text. */
  isPromptWanted(): boolean
  onPrompt(): void
  onLine(line: string): void
}

/**
 * Cuts what a modem says into lines and prompts, in whatever pieces it arrives. The prompt is CR LF `>` SPACE
 * and no line end follows it, so a reader of lines alone would wait for ever (3GPP TS 27.005 §3.5.1).
 */
export function createTokenizer(handlers: TokenHandlers): (chunk: string) => void {
  let rest = ''
  return function feed(chunk) {
    rest += chunk
    let start = 0
    for (;;) {
      start = skipControls(rest, start)
      if (rest.charAt(start) === '>' && start + 1 < rest.length && handlers.isPromptWanted()) {
        start += rest.charAt(start + 1) === ' ' ? 2 : 1
        handlers.onPrompt()
        continue
      }
      const end = findLineEnd(rest, start)
      if (end < 0) break
      const line = clean(rest.slice(start, end))
      start = end
      if (line !== '') handlers.onLine(line)
    }
    rest = rest.length - start > LONGEST_LINE ? '' : rest.slice(start)
  }
}

function skipControls(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) < 0x20) at++
  return at
}

function findLineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0x0d || unit === 0x0a) return at
  }
  return -1
}

function clean(line: string): string {
  // oxlint-disable-next-line no-control-regex
  return line.replace(/[\0-\x1f\x7f]/g, '').trim()
}
