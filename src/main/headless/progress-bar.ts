import type { StateCounts } from '../../shared/contract/deliveries.ts'

/** Draws one line of a terminal over and over; where the output is not a terminal it prints a line each tenth. */
export interface ProgressBar {
  draw(counts: StateCounts): void
  end(): void
}

const width = 32

/** @param total messages in all */
export function progressBar(total: number): ProgressBar {
  const isTerminal = process.stdout.isTTY
  let lastTenth = -1

  function line(counts: StateCounts): string {
    const left = counts.queued + counts.claimed
    const share = total === 0 ? 1 : (total - left) / total
    const filled = Math.round(share * width)
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled)
    const failed = counts.failed + counts.undelivered + counts.expired
    return `  ${bar} ${Math.round(share * 100)} %  sent ${total - left}/${total}  delivered ${counts.delivered}  failed ${failed}  unknown ${counts.unknown}`
  }
  return {
    draw(counts) {
      if (isTerminal) return void process.stdout.write(`\r${line(counts)}\u001B[K`)
      const tenth = Math.floor(((total - counts.queued) / total) * 10)
      if (tenth === lastTenth) return
      lastTenth = tenth
      process.stdout.write(`${line(counts)}\n`)
    },
    end() {
      if (isTerminal) process.stdout.write('\n')
    },
  }
}
