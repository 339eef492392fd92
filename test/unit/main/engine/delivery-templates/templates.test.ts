import { describe, expect, it } from 'vitest'
import { deliveryTemplateHandlers } from '../../../../../src/main/engine/delivery-templates/handlers.ts'
import { deliveryTemplateCalls } from '../../../../../src/shared/contract/delivery-templates.ts'
import { createCampaignWorld } from '../../../../support/campaign-world.ts'

const content = { text: 'Hi {{ first_name }}', footer: { kind: 'on' } } as const
const settings = {
  lineId: null,
  maxParts: 2,
  timing: {
    start: { kind: 'at', day: '2026-03-01', time: '09:00', timeZone: null },
    missed: 'hold',
  },
} as const

function open() {
  const world = createCampaignWorld()
  const handlers = deliveryTemplateHandlers(world.context)
  const add = (label: string, more = {}) =>
    handlers['deliveryTemplates.add'](
      deliveryTemplateCalls['deliveryTemplates.add'].input.parse({ label, content, settings, ...more }),
    )
  const list = async () => (await handlers['deliveryTemplates.list']({})).map(({ label }) => label)
  return { world, handlers, add, list }
}

describe('templates of deliveries', () => {
  it('keep content and settings, without a date to start at', async () => {
    const { handlers, add } = open()
    await add('Spring', { description: 'For spring' })
    expect(await handlers['deliveryTemplates.list']({})).toMatchObject([
      {
        label: 'Spring',
        description: 'For spring',
        content,
        settings: { maxParts: 2, timing: { missed: 'hold' } },
      },
    ])
    const [kept] = await handlers['deliveryTemplates.list']({})
    expect(kept?.settings.timing).toEqual({ missed: 'hold' })
  })

  it('have labels of their own, and are replaced only where that is wanted', async () => {
    const { handlers, add, list } = open()
    await add('Spring')
    await expect(async () => add('SPRING')).rejects.toThrow('delivery-template/label-taken')
    await add('SPRING', { replaces: true, content: { text: 'Ho' } })
    expect(await list()).toEqual(['SPRING'])
    expect((await handlers['deliveryTemplates.list']({}))[0]?.content).toEqual({ text: 'Ho' })
  })

  it('are renamed and removed', async () => {
    const { handlers, add, list } = open()
    const { id } = await add('Spring')
    await add('Autumn')
    const words = { id, label: 'Winter', description: '' }
    await handlers['deliveryTemplates.describe'](words)
    expect(await list()).toEqual(['Autumn', 'Winter'])
    await expect(async () =>
      handlers['deliveryTemplates.describe']({ ...words, label: 'autumn' }),
    ).rejects.toThrow('delivery-template/label-taken')
    await handlers['deliveryTemplates.remove']({ id })
    expect(await list()).toEqual(['Autumn'])
    await expect(async () => handlers['deliveryTemplates.remove']({ id })).rejects.toThrow(
      'delivery-template/not-found',
    )
  })

  it('leave deliveries alone that were made from them', async () => {
    const { world, handlers, add } = open()
    const { id } = await add('Spring')
    const made = world.addDraft(content)
    const before = await world.call('deliveries.get', { id: made })
    await add('Spring', { replaces: true, content: { text: 'Ho' } })
    await handlers['deliveryTemplates.remove']({ id })
    expect(await world.call('deliveries.get', { id: made })).toEqual(before)
  })
})
