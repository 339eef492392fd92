import type { FaultScript, SubmitFault } from '../engine/simulate.ts'

const plain = [
  'answer-lost',
  'no-prompt',
  'vanish-before-prompt',
  'vanish-after-data',
  'vanish-unsent',
] as const

/**
 * Reads what is to go wrong: `3:answer-lost` at the third message, `5:cms-500` at the fifth, `prompt:150` each prompt so many
 * milliseconds late, `chunk:1` so many octets at a time.
 * @throws Error for anything else
 */
export function parseFaults(texts: readonly string[]): FaultScript {
  const submits = new Map<number, SubmitFault>()
  let script: FaultScript = { submit: ordinal => submits.get(ordinal) }
  for (const text of texts) {
    const [where = '', what = ''] = text.split(':')
    if (where === 'prompt') script = { ...script, promptDelayMs: Number(what) }
    else if (where === 'chunk') script = { ...script, chunkSize: Math.max(1, Number(what)) }
    else submits.set(Number(where), parseSubmitFault(what))
    if (!/^(prompt|chunk)$/.test(where) && !(Number(where) >= 1)) throw notUnderstood(text)
  }
  return script
}

function parseSubmitFault(text: string): SubmitFault {
  const known = plain.find(name => name === text)
  if (known !== undefined) return known
  const [, number] = /^cms-(\d+)$/.exec(text) ?? []
  if (number === undefined) throw notUnderstood(text)
  return { cms: Number(number) }
}

function notUnderstood(text: string): Error {
  return new Error(
    `${text} is no fault. Known are ${plain.join(', ')} and cms-NUMBER, after the message's number and a colon.`,
  )
}
