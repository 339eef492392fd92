import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTokenizer } from '../../../../../../src/main/engine/transports/gsm-modem/at/tokenizer.ts'

const PIECES = [
  '\r',
  '\n',
  '\r\n',
  '>',
  '> ',
  '\r\n> ',
  'OK',
  '+CMT: ,4',
  '00AABBCC',
  '\0',
  '\u001a',
  ' ',
  'ÿ',
  'x>y',
]

function tokens(chunks: readonly string[], isPromptWanted: boolean): string[] {
  const found: string[] = []
  const feed = createTokenizer({
    isPromptWanted: () => isPromptWanted,
    onPrompt: () => found.push('<prompt>'),
    onLine: line => found.push(line),
  })
  for (const chunk of chunks) feed(chunk)
  return found
}

test('How a text is cut into chunks changes nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }),
      fc.boolean(),
      (pieces, isPromptWanted) => {
        const text = `${pieces.join('')}\r\n`
        const whole = tokens([text], isPromptWanted)
        expect(tokens(pieces.concat('\r\n'), isPromptWanted)).toEqual(whole)
        expect(tokens([...text], isPromptWanted)).toEqual(whole)
      },
    ),
  )
})

test('Endless noise without a line end is dropped', () => {
  expect(tokens(['x'.repeat(5000), 'x'.repeat(5000), '\r\nOK\r\n'], false)).toEqual(['OK'])
})
