import {
  breakdowns,
  reactions,
  type DeliveryFigures,
  type MessageShare,
} from '../../../../shared/contract/delivery-figures.ts'
import { testLetters } from '../../../../shared/delivery/content-test.ts'
import { exclusionCauses } from '../../../../shared/exclusion-cause.ts'

type Translate = (key: string) => string

/** Headers and values of a file with the figures of a delivery. */
export function wordsOfFigures(
  t: Translate,
  figures: DeliveryFigures | undefined,
  words: (share: MessageShare) => string,
): Record<string, string> {
  const reasons = figures?.reasons.flatMap(({ reason }) => reason ?? []) ?? []
  return Object.fromEntries([
    ['part', t('deliveries.figures.file.part')],
    ['what', t('deliveries.figures.file.what')],
    ['messages', t('deliveries.figures.messages')],
    ['sent', t('deliveries.figures.sent')],
    ...['delivered', 'accepted', 'failed', 'unknown', 'unsent'].map(key => [
      key,
      t(`deliveries.group.${key}.label`),
    ]),
    ['waiting', t('deliveries.group.queued.label')],
    ['parts', t('deliveries.figures.partsPlanned')],
    ['part.people', t('deliveries.figures.file.people')],
    ['part.all', t('deliveries.messages')],
    ['part.cost', t('deliveries.column.cost')],
    ['part.reason', t('deliveries.column.reason')],
    ['part.reaction', t('deliveries.figures.reactions')],
    ...reactions.map(key => [`reaction.${key}`, t(`deliveries.figures.reaction.${key}`)]),
    ...breakdowns.map(by => [`part.${by}`, t(`deliveries.figures.dimension.${by}`)]),
    ['what.targeted', t('deliveries.figures.targeted')],
    ['what.to-deliver', t('deliveries.column.toDeliver')],
    ['what.parts', t('deliveries.figures.parts')],
    ['what.spent', t('deliveries.figures.cost')],
    ['what.planned', t('deliveries.facts.costPlanned')],
    ['what.currency', t('deliveries.compare.currency')],
    ['what.unknown', t('deliveries.figures.unknownKey')],
    ...testLetters.map((_, text) => [`text.${text}`, words({ by: 'text', key: String(text) })]),
    ['text.', words({ by: 'text', key: '' })],
    ...exclusionCauses.map(cause => [`cause.${cause}`, t(`deliveries.cause.${cause}.label`)]),
    ...reasons.map(reason => [`reason.${reason}`, words({ by: 'reason', key: reason })]),
  ]) as Record<string, string>
}
