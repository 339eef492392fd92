import { expect, it } from 'vitest'
import { campaignHandlers } from '../../../../../src/main/engine/campaigns/handlers.ts'
import { workflowTemplateHandlers } from '../../../../../src/main/engine/workflow-templates/handlers.ts'
import { createCampaignWorld } from '../../../../support/campaign-world.ts'
import { drawWorkflow } from '../../../../support/draw-workflow.ts'

it('A campaign holds workflows, which stay when it goes', async () => {
  const world = createCampaignWorld()
  const calls = campaignHandlers(world.context)
  const { id: spring } = await calls['campaigns.save']({ name: 'Spring', from: '2026-03-01', until: null })
  const { id } = await world.call('workflows.create', { name: 'One' })
  await calls['campaigns.assign']({ workflowIds: [id], campaignId: spring })
  expect(await calls['campaigns.list']({})).toEqual([
    { id: spring, name: 'Spring', from: '2026-03-01', until: null, workflows: 1 },
  ])
  const copy = await world.call('workflows.duplicate', { id, name: 'Copy' })
  expect(copy.campaignId).toBe(spring)
  await calls['campaigns.remove']({ id: spring })
  expect((await world.call('workflows.list', {})).map(row => row.campaignId)).toEqual([null, null])
})

it('A campaign has a name of its own and does not end before it begins', async () => {
  const calls = campaignHandlers(createCampaignWorld().context)
  const { id } = await calls['campaigns.save']({ name: 'Spring', from: null, until: null })
  expect(() => calls['campaigns.save']({ name: 'spring', from: null, until: null })).toThrow(
    'campaign/name-taken',
  )
  expect(() => calls['campaigns.save']({ id, name: 'A', from: '2026-02-02', until: '2026-02-01' })).toThrow(
    'campaign/ends-before',
  )
  expect(await calls['campaigns.save']({ id, name: 'SPRING', from: null, until: null })).toEqual({ id })
  expect(() => calls['campaigns.assign']({ workflowIds: [1], campaignId: 99 })).toThrow('campaign/not-found')
})

it('A workflow that is kept as a template stays what it was', async () => {
  const world = createCampaignWorld()
  const calls = workflowTemplateHandlers(world.context)
  const document = drawWorkflow('Hi')
  const { id: workflowId } = await world.call('workflows.create', { name: 'One', document })
  const { id } = await calls['workflowTemplates.add']({ workflowId, name: 'Mine', description: '' })
  await world.call('workflows.remove', { id: workflowId })
  expect(await calls['workflowTemplates.list']({})).toMatchObject([{ id, name: 'Mine', document }])
  await calls['workflowTemplates.remove']({ id })
  expect(() => calls['workflowTemplates.remove']({ id })).toThrow('workflow-template/not-found')
})
