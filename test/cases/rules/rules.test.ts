import { describe, expect, test } from 'vitest'
import { compileRule } from '../../../src/main/engine/audiences/compile-rule.ts'
import { explainRule } from '../../../src/main/engine/audiences/explain-rule.ts'
import { readRuleSetting } from '../../../src/main/engine/audiences/people-source.ts'
import { keepTime } from '../../../src/main/engine/audiences/rule-moment.ts'
import { UserError } from '../../../src/shared/errors.ts'
import { conditionsOf, readRule } from '../../../src/shared/rule.ts'
import { isComplete } from '../../../src/shared/rule/is-complete.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { fillWithHistory, type GivenHistory } from '../../support/rule-people.ts'
import { createPeopleWorld } from '../../support/people-world.ts'

/** One rule over the people of its file: who matches, by the name that the file gives them. */
interface Case {
  readonly name: string
  readonly rule: unknown
  readonly matches?: readonly string[]
  /** The code of the error that it is refused with. */
  readonly refused?: string
  /** Another moment than that of the file. */
  readonly now?: string
  readonly timeZone?: string
}

interface File extends GivenHistory {
  /** ISO instant. */
  readonly now: string
  readonly timeZone: string
  readonly cases: readonly Case[]
}

const files = import.meta.glob<File>('./*.json', { import: 'default', eager: true })

describe.each(Object.entries(files))('%s', (_, file) => {
  test.each(file.cases)('$name', given => {
    const { context } = createPeopleWorld()
    const { sql } = context.workspace
    const { now = file.now, timeZone = file.timeZone } = given
    keepTime(sql, createFakeClock(Date.parse(now), timeZone))
    const ids = fillWithHistory(sql, file)
    const setting = readRuleSetting(sql)
    const select = (): unknown[] => {
      const rule = readRule(given.rule)
      const { sql: where, parameters } = compileRule(rule, setting)
      return sql
        .prepare(`SELECT id FROM people WHERE ${where} ORDER BY id`)
        .pluck()
        .all(...parameters)
    }
    if (given.refused) return expect(codeOf(select)).toBe(given.refused)
    const found = select()
    const names = [...ids].filter(([, id]) => found.includes(id)).map(([name]) => name)
    expect(names).toEqual(given.matches)
    const rule = readRule(given.rule)
    if (!conditionsOf(rule.root).every(isComplete)) return
    const explained = [...ids].filter(([, personId]) => explainRule(sql, { personId, rule }, setting).holds)
    expect(explained.map(([name]) => name)).toEqual(given.matches)
  })
})

test('There are at least forty cases', () => {
  expect(Object.values(files).flatMap(file => file.cases).length).toBeGreaterThanOrEqual(40)
})

function codeOf(work: () => unknown): string {
  try {
    work()
    return 'not refused'
  } catch (error) {
    if (error instanceof UserError) return error.code
    throw error
  }
}
