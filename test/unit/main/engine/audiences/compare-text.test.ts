import { describe, expect, it } from 'vitest'
import { hasText, oneOf } from '../../../../../src/main/engine/audiences/compare-text.ts'
import type { SqlPart } from '../../../../../src/main/engine/audiences/sql-part.ts'
import { createPeopleWorld } from '../../../../support/people-world.ts'

function holds(value: string, toPart: (column: string) => SqlPart): boolean {
  const { sql } = createPeopleWorld().context.workspace
  const part = toPart('value')
  const select = `SELECT ${part.sql} FROM (SELECT ? value)`
  return (
    sql
      .prepare(select)
      .pluck()
      .get(...part.parameters, value) === 1
  )
}

describe('A text that can be written in many ways', () => {
  const written = 'Großcæsar-Mœßner-Straße'
  const asked = 'Grosscesar-Moessner-Strasse'

  it('is found whole, at the beginning and anywhere, whichever way it is written', () => {
    expect(holds(written, column => oneOf(column, ['grosscaesar-moessner-strasse']))).toBe(true)
    expect(holds(written, column => hasText(column, 'grosscaesar-moessner-stras', 'beginning'))).toBe(true)
    expect(holds(`Old ${written} 5`, column => hasText(column, 'grosscaesar-moessner', 'anywhere'))).toBe(
      true,
    )
  })

  it('is not found elsewhere', () => {
    expect(holds(written, column => oneOf(column, [asked]))).toBe(false)
    expect(holds(`Old ${written}`, column => hasText(column, 'grosscaesar-moessner', 'beginning'))).toBe(
      false,
    )
    expect(holds(written, column => hasText(column, 'grosscaesar-moessner-strassen', 'anywhere'))).toBe(false)
  })
})
