import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { AudienceKind, AudienceOrigin } from '../../../shared/audience-kind.ts'
import type { audienceCalls } from '../../../shared/contract/audiences.ts'
import { UserError } from '../../../shared/errors.ts'
import type { Rule } from '../../../shared/rule.ts'
import type { EngineContext } from '../context.ts'
import { foldName } from '../people/fold-name.ts'
import { compileRule } from './compile-rule.ts'
import { findAudienceByName } from './find-audience-by-name.ts'
import { readRuleSetting } from './people-source.ts'
import { readAudience } from './read-audiences.ts'
import { refuseCircle } from './refuse-circle.ts'

type SaveInput = z.output<(typeof audienceCalls)['audiences.save']['input']>

/** What an audience is made of. */
export interface NewAudience {
  readonly name: string
  readonly rule: Rule
  readonly kind: AudienceKind
  readonly expiresAt?: number | null | undefined
  /** Absent: its rule. */
  readonly origin?: AudienceOrigin
  /** The workflow that fills it. */
  readonly workflowId?: number
}

/**
 * Keeps a new audience; a list holds nobody yet.
 * @returns its id
 * @throws UserError `audience/name-taken`, and those of `compileRule`: a rule that cannot be read is not kept
 */
export function insertAudience(
  { workspace, clock }: EngineContext,
  { name, rule, kind, expiresAt, origin = 'rule', workflowId }: NewAudience,
): number {
  const { sql } = workspace
  compileRule(rule, readRuleSetting(sql))
  refuseTakenName(sql, name)
  const now = clock.now()
  const { lastInsertRowid } = sql
    .prepare(
      `INSERT INTO audiences
         (name, rule, kind, member_set, origin, workflow_id, expires_at, created_at, updated_at)
       VALUES (@name, @rule, @kind, @set, @origin, @workflowId, @expiresAt, @now, @now)`,
    )
    .run({
      name,
      rule: JSON.stringify(rule),
      kind,
      set: kind === 'list' ? 0 : null,
      origin,
      workflowId: workflowId ?? null,
      expiresAt: expiresAt ?? null,
      now,
    })
  return Number(lastInsertRowid)
}

/** @throws UserError `audience/not-found`, `audience/name-taken`, `rule/audience-circle`, and those of `compileRule` */
export function updateAudience(
  { workspace, clock }: EngineContext,
  { id, name, rule, expiresAt }: SaveInput & { readonly id: number },
): void {
  const { sql } = workspace
  const setting = readRuleSetting(sql)
  refuseCircle(id, rule, setting)
  compileRule(rule, setting)
  const before = readAudience(sql, id)
  if (foldName(name) !== foldName(before.name)) refuseTakenName(sql, name)
  sql
    .prepare('UPDATE audiences SET name = ?, rule = ?, expires_at = ?, updated_at = ? WHERE id = ?')
    .run(name, JSON.stringify(rule), expiresAt === undefined ? before.expiresAt : expiresAt, clock.now(), id)
}

/** @throws UserError `audience/in-use` while a workflow or another audience names it, `audience/not-found` */
export function removeAudience({ workspace }: EngineContext, id: number): void {
  const { sql } = workspace
  const { name, usedBy, usedByAudiences, usedByRules } = readAudience(sql, id)
  const users = [...usedBy, ...usedByAudiences, ...usedByRules].map(use => use.name)
  if (users.length > 0) throw new UserError('audience/in-use', { name, workflows: users.join(', ') })
  sql.prepare('DELETE FROM audiences WHERE id = ?').run(id)
}

/** Two audiences of one name could not be told apart where one is chosen. @throws UserError `audience/name-taken` */
function refuseTakenName(sql: Database, name: string): void {
  const taken = findAudienceByName(sql, name)
  if (taken) throw new UserError('audience/name-taken', { name: taken.name })
}
