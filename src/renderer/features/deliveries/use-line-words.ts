import { useI18n } from 'vue-i18n'
import type { DeliveryLine } from '../../../shared/contract/delivery-lines.ts'
import { describeTrouble } from '../../parts/errors/index.ts'
import { useZonedMoment } from './use-zoned-moment.ts'

const kept: ReadonlySet<string> = new Set(['hours', 'day-cap', 'month-cap', 'away', 'halted'])

/** Whether a line sends nothing for longer than a moment, so that others send in its place. */
export function isOut({ doing }: DeliveryLine): boolean {
  return doing !== null && kept.has(doing)
}

/** Says what a line is doing, until when, and why it is not sending: without a full stop, as part of a sentence or a table. */
export function useLineWords(): (line: DeliveryLine) => string {
  const { t } = useI18n()
  const write = useZonedMoment()
  return ({ doing, until, trouble }) => {
    if (doing === null) return t('deliveries.lines.doing.none')
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
