import type { z } from 'zod'
import type { DeliveryRule, deliveryRuleCalls } from '../../../shared/contract/delivery-rules.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import { UserError } from '../../../shared/errors.ts'
import { conditionsOf } from '../../../shared/rule.ts'
import { compileRule } from '../audiences/compile-rule.ts'
import { readRuleSetting } from '../audiences/people-source.ts'
import type { EngineContext } from '../context.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { foldName } from '../people/fold-name.ts'
import { writeSettings } from '../workspace/settings.ts'
import { capsToKeep, findRule, listRules, readCaps } from './read-rules.ts'

type SaveInput = z.output<(typeof deliveryRuleCalls)['deliveryRules.save']['input']>

/** Answers the calls about what deliveries leave people out by. */
export function deliveryRuleHandlers(context: EngineContext): HandlersOf<typeof deliveryRuleCalls> {
  const { sql } = context.workspace
  const changed = (action: string, subject: string, data: Record<string, unknown>): void => {
    writeAudit(context, { action, subject, data })
    context.publish('deliveryRules.changed', {})
  }
  return {
    'deliveryRules.list': () => listRules(sql),
    'deliveryRules.save'(input) {
      const saved = sql.transaction(() => saveRule(context, input))()
      const { id, name, isOn } = saved
      changed('delivery-rule.saved', `delivery rule ${id}`, { name, isOn })
      return saved
    },
    'deliveryRules.remove'({ id }) {
      const rule = findRule(sql, id)
      if (!rule) throw new UserError('delivery-rule/not-found')
      sql.prepare('DELETE FROM delivery_rules WHERE id = ?').run(id)
      changed('delivery-rule.removed', `delivery rule ${id}`, { name: rule.name })
      return {}
    },
    'deliveryRules.caps': () => readCaps(sql),
    'deliveryRules.setCaps'({ caps }) {
      writeSettings(sql, capsToKeep(caps))
      changed('frequency-caps.changed', 'frequency caps', { caps })
      return readCaps(sql)
    },
  }
}

/**
 * A rule without a line would leave everybody out, so it is not kept.
 * @throws UserError `delivery-rule/empty`, `delivery-rule/name-taken`, `delivery-rule/not-found`, those of `compileRule`
 */
function saveRule({ workspace, clock }: EngineContext, input: SaveInput): DeliveryRule {
  const { sql } = workspace
  const { id, name, rule, scope, isOn } = input
  if (conditionsOf(rule.root).length === 0) throw new UserError('delivery-rule/empty')
  compileRule(rule, readRuleSetting(sql))
  const twin = sql.prepare('SELECT id FROM delivery_rules WHERE name_key = ?').pluck().get(foldName(name))
  if (twin !== undefined && twin !== id) throw new UserError('delivery-rule/name-taken', { name })
  const values = {
    name,
    key: foldName(name),
    rule: JSON.stringify(rule),
    scope: JSON.stringify(scope),
    isOn: isOn ? 1 : 0,
    now: clock.now(),
  }
  if (id === undefined) {
    const { lastInsertRowid } = sql
      .prepare(
        `INSERT INTO delivery_rules (name, name_key, rule, scope, is_on, updated_at)
         VALUES (@name, @key, @rule, @scope, @isOn, @now)`,
      )
      .run(values)
    return readSaved(sql, Number(lastInsertRowid))
  }
  sql
    .prepare(
      `UPDATE delivery_rules SET name = @name, name_key = @key, rule = @rule, scope = @scope, is_on = @isOn,
         updated_at = @now WHERE id = @id`,
    )
    .run({ ...values, id })
  return readSaved(sql, id)
}

function readSaved(sql: EngineContext['workspace']['sql'], id: number): DeliveryRule {
  const rule = findRule(sql, id)
  if (!rule) throw new UserError('delivery-rule/not-found')
  return rule
}
