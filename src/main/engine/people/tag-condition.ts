import type { SqlPart } from '../audiences/sql-part.ts'

/** The condition on the table `people` that holds for those with a tag. */
export function tagCondition(tagId: number): SqlPart {
  return {
    // With IN, SQLite would gather everyone with the tag anew for each stretch of people that is looked at.
    sql: 'EXISTS (SELECT 1 FROM person_tags WHERE tag_id = ? AND person_id = people.id)',
    parameters: [tagId],
  }
}
