import type { AtChannel } from './at/at-channel.ts'

const TIMEOUT_MS = 30_000

/** Runs a command that a person typed and gives what the modem said, as far as it said anything. */
export async function runTyped(channel: AtChannel, text: string): Promise<readonly string[]> {
  const answer = await channel.run({ text, timeoutMs: TIMEOUT_MS })
  switch (answer.kind) {
    case 'ok':
      return [...answer.lines, 'OK']
    case 'error':
      return [toWords(answer.code)]
    case 'timeout':
    case 'closed':
      return []
  }
}

function toWords(code: string): string {
  const [, series, number] = /^(cms|cme)-(\d+)$/.exec(code) ?? []
  return series === undefined ? 'ERROR' : `+${series.toUpperCase()} ERROR: ${number}`
}
