import { z } from 'zod'
import { ruleSchema } from '../rule.ts'
import { call, done, id, instant, nothing } from './feature.ts'

/** The deliveries that a rule is for; each that is given has to fit. Nothing given, it is for all of them. */
export const ruleScopeSchema = z.object({
  /** In one of these campaigns. */
  campaignIds: z.array(id).min(1).max(100).optional(),
  /** Whose label contains this, however it is written. */
  label: z.string().trim().min(1).max(200).optional(),
})
export type RuleScope = z.infer<typeof ruleScopeSchema>

const name = z.string().trim().min(1).max(120)

/** Whoever matches a rule is kept from the deliveries that it is for. */
export const deliveryRuleSchema = z.object({
  id,
  name: z.string(),
  rule: ruleSchema,
  scope: ruleScopeSchema,
  isOn: z.boolean(),
  updatedAt: instant,
})
export type DeliveryRule = z.infer<typeof deliveryRuleSchema>

/** Nobody, and no number, gets more than `most` messages within any `days` days in a row, of all deliveries together. */
export const frequencyCapSchema = z.object({
  most: z.number().int().min(1).max(1000),
  days: z.number().int().min(1).max(366),
})
export type FrequencyCap = z.infer<typeof frequencyCapSchema>

/** How many caps there can be: one for the day, the week, the month, and some to spare. */
export const mostCaps = 6

export const deliveryRuleCalls = {
  /** In the order of their names. */
  'deliveryRules.list': call(nothing, z.array(deliveryRuleSchema)),
  /** Creates one without an id, changes it with one. Refused with `delivery-rule/name-taken`, `delivery-rule/empty`. */
  'deliveryRules.save': call(
    z.object({ id: id.optional(), name, rule: ruleSchema, scope: ruleScopeSchema, isOn: z.boolean() }),
    deliveryRuleSchema,
  ),
  'deliveryRules.remove': call(z.object({ id }), done),
  /** Caps on how often anybody is texted. */
  'deliveryRules.caps': call(nothing, z.array(frequencyCapSchema)),
  'deliveryRules.setCaps': call(
    z.object({ caps: z.array(frequencyCapSchema).max(mostCaps) }),
    z.array(frequencyCapSchema),
  ),
} as const

export const deliveryRulePushes = {
  /** Deliveries that wait for a confirmation are prepared again where it concerns them. */
  'deliveryRules.changed': done,
} as const
