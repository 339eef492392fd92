import { exclusionCauses } from '../../../shared/exclusion-cause.ts'
import { messageStates } from '../../../shared/lifecycles/message.ts'

type Translate = (key: string) => string

/** Headers and causes of a file of excluded people. */
export function wordsOfExclusions(t: Translate): Record<string, string> {
  return Object.fromEntries([
    ['person', t('deliveries.column.person')],
    ['phone', t('deliveries.column.number')],
    ...['cause', 'detail', 'all_causes'].map(key => [key, t(`deliveries.exportWords.${key}`)]),
    ...exclusionCauses.map(cause => [`cause.${cause}`, t(`deliveries.cause.${cause}.label`)]),
  ]) as Record<string, string>
}

/** Headers and states of a file of messages. */
export function wordsOfMessages(t: Translate): Record<string, string> {
  return Object.fromEntries([
    ['person', t('deliveries.column.person')],
    ['recipient', t('deliveries.column.number')],
    ['encoding', t('deliveries.exportWords.encoding')],
    ['changed_at', t('deliveries.column.changed')],
    ...['text', 'parts', 'state', 'reason', 'attempts'].map(key => [key, t(`deliveries.column.${key}`)]),
    ...messageStates.map(state => [`state.${state}`, t(`messageState.${state}`)]),
    ['text.held', t('deliveries.test.waitsForText')],
    ['encoding.gsm7', 'GSM-7'],
    ['encoding.ucs2', 'UCS-2'],
  ]) as Record<string, string>
}
