import { useI18n } from 'vue-i18n'
import type { DeliveryLine } from '../../../shared/contract/delivery-lines.ts'
import { usualAnswerMs } from '../../../shared/lines/usual-answer-ms.ts'
import { describeTrouble } from '../../parts/errors/index.ts'
import { useFormat } from '../../i18n/format.ts'
import { useClock } from './use-clock.ts'
import { useZonedMoment } from './use-zoned-moment.ts'

const kept: ReadonlySet<string> = new Set(['hours', 'day-cap', 'month-cap', 'away', 'halted'])

/** Whether a line sends nothing for longer than a moment, so that others send in its place. */
export function isOut({ doing }: DeliveryLine): boolean {
  return doing !== null && kept.has(doing)
}

/** Whether the answer to a message is late, so that it is worth telling. */
export function isAwaited({ doing, awaitsSince }: DeliveryLine, now: number): boolean {
  return doing === 'sending' && awaitsSince !== null && now - awaitsSince >= usualAnswerMs
}

/** Says what a line is doing, until when, and why it is not sending: without a full stop, as part of a sentence or a table. */
export function useLineWords(): (line: DeliveryLine) => string {
  const { t } = useI18n()
  const format = useFormat()
  const write = useZonedMoment()
  const now = useClock(1000)
  return line => {
    const { doing, until, trouble, leftTo } = line
    if (doing === null) return t('deliveries.lines.doing.none')
    if (isAwaited(line, now.value) && line.awaitsSince !== null)
      return t('deliveries.lines.awaits', { at: format.dateTime(line.awaitsSince, 'seconds') })
    if (doing === 'idle' && leftTo.length > 0)
      return t('deliveries.lines.leftTo', { lines: format.list(leftTo) })
    const why = trouble && describeTrouble(trouble).title.replace(/\.$/, '')
    if (doing === 'resting' && why && until !== null) {
      return t('deliveries.lines.again', { why, at: write(until) })
    }
    if (why) return why
    return until === null
      ? t(`deliveries.lines.doing.${doing}`)
      : t('deliveries.lines.until', { what: t(`deliveries.lines.doing.${doing}`), until: write(until) })
  }
}
