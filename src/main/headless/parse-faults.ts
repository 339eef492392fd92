import { plainFaults, toFault, type FaultScript, type SubmitFault } from '../engine/simulate.ts'

/**
 * Reads what is to go wrong: `3:answer-lost` at the third message, `5:cms-500` at the fifth, `prompt:150` each prompt so many
 * milliseconds late, `chunk:1` so many octets at a time.
 * @param script what a file says already; the texts come first
 * @throws Error for anything else
 */
export function parseFaults(texts: readonly string[], script: FaultScript = {}): FaultScript {
  const submits = new Map<number, SubmitFault>()
  let faults: FaultScript = { ...script, submit: ordinal => submits.get(ordinal) ?? script.submit?.(ordinal) }
  for (const text of texts) {
    const [where = '', what = ''] = text.split(':')
    if (where === 'prompt') faults = { ...faults, promptDelayMs: Number(what) }
    else if (where === 'chunk') faults = { ...faults, chunkSize: Math.max(1, Number(what)) }
    else if (Number(where) >= 1) submits.set(Number(where), readFault(what))
    else throw notUnderstood(text)
  }
  return faults
}

function readFault(text: string): SubmitFault {
  try {
    return toFault(text)
  } catch {
    throw notUnderstood(text)
  }
}

function notUnderstood(text: string): Error {
  return new Error(
    `${text} is no fault. Known are ${plainFaults.join(', ')} and cms-NUMBER, after the message's number and a colon.`,
  )
}
