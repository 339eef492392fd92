import type { SmsSettings } from '../../../shared/activities/sms.ts'
import { compileContent, type CompiledContent } from '../../../shared/content/compile-content.ts'
import { letterOf } from '../../../shared/delivery/content-test.ts'
import { timingOf } from '../../../shared/delivery/timing-settings.ts'
import { exemplaryLine, membersOf } from '../../../shared/delivery/pool-members.ts'
import type { PoolSettings } from '../../../shared/delivery/pool-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import { measureText } from '../../../shared/sms/measure-text.ts'
import { faultData } from '../../../shared/template/fault-data.ts'
import { runField } from '../../../shared/template/run-fields.ts'
import { variablesBefore } from '../../../shared/workflow/variables-before.ts'
import { columnsBefore } from '../../../shared/workflow/columns.ts'
import type { CheckFacts, Place, SettingsProblem } from './activity-runner.ts'

/** What is wrong with text, length, line and sender of an activity that makes deliveries. */
export function checkSms(settings: SmsSettings, facts: CheckFacts, place: Place): SettingsProblem[] {
  const names = [
    ...facts.fieldNames,
    ...columnsBefore(place.document, place.activityId).map(({ name }) => name),
    ...variablesBefore(place.document, place.activityId).map(({ name }) => runField(name)),
  ]
  const content = compileContent(settings.content, { ...facts.contentSetting, fields: names })
  return [
    ...checkTemplate(content),
    ...checkLength(settings, content),
    ...checkLine(settings, facts),
    ...checkList(settings, facts),
    ...checkSender(settings, facts),
    ...checkDate(settings, names),
  ]
}

function checkTemplate({ faults }: CompiledContent): SettingsProblem[] {
  return faults.map(fault => {
    const code = `template-${fault.code}`
    if (fault.of === 'sender') return { code, path: 'content.sender', data: faultData(fault) }
    if (fault.test > 0) {
      return { code, path: 'content.test', data: { ...faultData(fault), text: letterOf(fault.test) } }
    }
    return {
      code,
      path: fault.language === null ? 'content.text' : 'content.variants',
      data: faultData(fault),
    }
  })
}

/** Where even the shortest text has too many parts, everybody would be excluded. */
function checkLength({ delivery }: SmsSettings, content: CompiledContent): SettingsProblem[] {
  const parts = fewestParts(content)
  if (parts <= delivery.maxParts) return []
  const data = { parts, most: delivery.maxParts }
  return [{ code: 'template-too-long-for-limit', path: 'content.text', severity: 'warning', data }]
}

/** Parts of the text with every field empty or at its default; 0 where it cannot be told. */
function fewestParts({ faults, fields, languages, fill }: CompiledContent): number {
  if (faults.length > 0) return 0
  const nothing = fields.map(() => null)
  try {
    const texts = [null, ...languages].map(as => fill(nothing, { deliveryId: 0, personId: 0, as }).text)
    return Math.min(...texts.map(text => measureText(text).parts))
  } catch (error) {
    // A filter that cannot work on an empty field says nothing about people who have a value there.
    if (error instanceof UserError) return 0
    throw error
  }
}

function checkLine({ delivery }: SmsSettings, { lines, hasDefaultLine }: CheckFacts): SettingsProblem[] {
  if (delivery.pool) return checkPool(delivery.pool, lines)
  const path = 'delivery.lineId'
  if (delivery.lineId === null) return hasDefaultLine ? [] : [{ code: 'line-missing', path }]
  return lines.has(delivery.lineId) ? [] : [{ code: 'line-gone', path }]
}

function checkPool(pool: PoolSettings, lines: CheckFacts['lines']): SettingsProblem[] {
  const path = 'delivery.pool'
  if (pool.kind === 'these' && !pool.lineIds.every(id => lines.has(id))) return [{ code: 'line-gone', path }]
  const kinds = membersOf(pool, listOf(lines)).map(({ kind }) => kind)
  if (kinds.length === 0) return [{ code: 'pool-empty', path }]
  return new Set(kinds).size > 1 ? [{ code: 'pool-mixed', path }] : []
}

function listOf(lines: CheckFacts['lines']): { id: number; kind: string }[] {
  return [...lines].map(([id, kind]) => ({ id, kind }))
}

function checkList({ delivery: { who } }: SmsSettings, { ruleSetting }: CheckFacts): SettingsProblem[] {
  if (who?.listId === undefined || ruleSetting.hasList(who.listId)) return []
  return [{ code: 'subscription-list-gone', path: 'delivery.who.listId' }]
}

/** The date that each message goes by, where the delivery names one. */
function checkDate({ delivery }: SmsSettings, names: readonly string[]): SettingsProblem[] {
  const { start } = timingOf(delivery)
  if (start.kind !== 'person' || names.includes(start.field)) return []
  return [{ code: 'delivery-date-gone', path: 'delivery.timing', data: { field: start.field } }]
}

/** The line's own number stands where a name cannot. */
function checkSender({ content, delivery }: SmsSettings, facts: CheckFacts): SettingsProblem[] {
  const asked = exemplaryLine(delivery, listOf(facts.lines))
  if (content.sender === undefined || facts.takesSender(asked)) return []
  return [{ code: 'sender-not-possible', path: 'content.sender', severity: 'warning' }]
}
