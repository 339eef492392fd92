import { expect, test } from 'vitest'
import { memberSetsOf } from '../../../../../src/main/engine/audiences/member-sets.ts'
import { createPeopleWorld } from '../../../../support/people-world.ts'

test('clearing a removed list away ends quietly where the workspace is closed meanwhile', async () => {
  const { context } = createPeopleWorld()
  const { workspace } = context
  workspace.sql.exec(`INSERT INTO people (id, created_at, updated_at) VALUES (1, 0, 0);
    INSERT INTO audience_members VALUES (7, 1);`)
  const swept = memberSetsOf(context).sweep()
  // The first stretch is gone now, and the next is looked for in the next round of the event loop.
  await Promise.resolve()
  expect(workspace.sql.prepare('SELECT count(*) FROM audience_members').pluck().get()).toBe(0)
  workspace.close()
  await expect(swept).resolves.toBeUndefined()
})
