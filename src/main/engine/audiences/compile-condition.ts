import { UserError } from '../../../shared/errors.ts'
import { isTextable, type PhoneType } from '../../../shared/phone.ts'
import type { AudienceCondition, Condition, ImportCondition, NumberCondition } from '../../../shared/rule.ts'
import { isComplete } from '../../../shared/rule/is-complete.ts'
import { compileField } from './compile-field.ts'
import { compileBlocked, compileSubscription, compileSuppressed, compileTag } from './compile-consent.ts'
import { compileClick, compileDelivery, compileReply } from './compile-history.ts'
import { cameWith } from './import-condition.ts'
import type { RuleSetting } from './rule-setting.ts'
import { joinParts, type SqlPart } from './sql-part.ts'

/** Tells who is in another audience, which may be made of conditions in turn. */
type CompileAudience = (condition: AudienceCondition) => SqlPart

/**
 * One condition as SQL on the table `people`, always true or false, never null.
 * @throws UserError `rule/unknown-field`, `rule/incomplete`, `rule/unfinished`, `rule/tag-gone`, `rule/list-gone`, and
 *   those of `compileAudience`
 */
export function compileCondition(
  condition: Condition,
  setting: RuleSetting,
  compileAudience: CompileAudience,
): SqlPart {
  if (!isComplete(condition)) {
    if (condition.type === 'field') throw new UserError('rule/incomplete', { field: condition.field })
    throw new UserError('rule/unfinished')
  }
  switch (condition.type) {
    case 'field':
      return compileField(condition, setting)
    case 'number':
      return compileNumber(condition)
    case 'audience':
      return compileAudience(condition)
    case 'delivery':
      return compileDelivery(condition, setting)
    case 'reply':
      return compileReply(condition, setting)
    case 'import':
      return compileImport(condition)
    case 'click':
      return compileClick(condition, setting)
    case 'tag':
      return compileTag(condition, setting)
    case 'subscription':
      return compileSubscription(condition, setting)
    case 'suppressed':
      return compileSuppressed(condition)
    case 'blocked':
      return compileBlocked(condition)
  }
}

const phoneTypes: readonly PhoneType[] = ['mobile', 'fixed', 'fixed-or-mobile', 'other']
const textable = phoneTypes.filter(isTextable).map(type => `'${type}'`)

function compileNumber({ operator }: NumberCondition): SqlPart {
  const usable = `(people.phone IS NOT NULL AND people.phone_type IN (${textable.join(', ')})) IS TRUE`
  return { sql: operator === 'is-usable' ? `(${usable})` : `NOT (${usable})`, parameters: [] }
}

function compileImport({ operator, importId = 0 }: ImportCondition): SqlPart {
  const imported: SqlPart = { sql: 'people.import_id IS ?', parameters: [importId] }
  const { sql, parameters } = joinParts([imported, cameWith(importId)], 'OR')
  return { sql: operator === 'is' ? sql : `NOT (${sql})`, parameters }
}
