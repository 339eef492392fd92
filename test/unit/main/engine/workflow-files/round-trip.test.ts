import fc from 'fast-check'
import { expect, it } from 'vitest'
import { workflowText } from '../../../../../src/main/engine/workflow-files/export-workflow.ts'
import { addWorkflow } from '../../../../../src/main/engine/workflow-files/import-workflow.ts'
import { arbitraryDocument } from '../../../../support/arbitrary-document.ts'
import { createCampaignWorld } from '../../../../support/campaign-world.ts'

it('An exported workflow that is imported anywhere is exported byte for byte the same', async () => {
  const home = createCampaignWorld()
  const elsewhere = createCampaignWorld()
  home.context.workspace.sql.exec(`
    INSERT INTO audiences (id, name, rule, created_at, updated_at)
      VALUES (1, 'All', '{}', 0, 0), (2, 'Twin', '{}', 0, 0), (3, 'Twin', '{}', 0, 0);
    INSERT INTO tags (id, name, name_key) VALUES (1, 'red', 'red'), (2, 'blue', 'blue');`)
  elsewhere.context.workspace.sql.exec(`
    INSERT INTO audiences (id, name, rule, created_at, updated_at) VALUES (40, 'All', '{}', 0, 0);
    INSERT INTO tags (id, name, name_key) VALUES (9, 'blue', 'blue');`)
  await fc.assert(
    fc.asyncProperty(
      arbitraryDocument,
      fc.string({ minLength: 1, maxLength: 30 }).filter(name => name.trim() === name && name !== ''),
      async (document, name) => {
        const { id } = await home.call('workflows.create', { name, document })
        const first = workflowText(home.context.workspace.sql, id)
        for (const { context } of [home, elsewhere]) {
          const copy = addWorkflow(context, first)
          expect(copy.isReadOnly).toBe(false)
          expect(workflowText(context.workspace.sql, copy.id)).toBe(first)
        }
      },
    ),
    { numRuns: 150 },
  )
})
