import { describe, expect, it } from 'vitest'
import { deliveryContentSchema } from '../../../../../src/shared/delivery/delivery-content.ts'
import { deliverySettingsSchema } from '../../../../../src/shared/delivery/delivery-settings.ts'
import { builtInTemplates } from '../../../../../src/shared/delivery/templates/built-in-templates.ts'
import { createCampaignWorld } from '../../../../support/campaign-world.ts'

type Texts = Readonly<Record<string, string>>
const languages = import.meta.glob<Texts>('../../../../../src/shared/texts/drafts/*.json', {
  import: 'default',
  eager: true,
})

function wordsOf(texts: Texts, asked = new Set<string>()) {
  return (key: string, named: Readonly<Record<string, string>> = {}): string => {
    asked.add(key)
    const text = texts[key]
    if (text === undefined) throw new Error(`no text ${key}`)
    return text.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? 'missing')
  }
}

/** How many blanks the person has to fill in. */
const blanks = { announcement: 1, appointment: 2, invitation: 4, thanks: 0 }

describe.each(Object.entries(languages))('what %s says to begin a delivery with', (_, texts) => {
  it.each(builtInTemplates.map(template => [template.id, template] as const))(
    'is a message in the SMS alphabet that cannot be sent with a blank in it: %s',
    async (id, { make }) => {
      const world = createCampaignWorld()
      await world.addLine()
      world.addPeople([{ phone: '+447700900001', firstName: 'Ann' }, { phone: '+447700900002' }])
      const { content, settings } = make(wordsOf(texts))
      expect(deliveryContentSchema.parse(content)).toEqual(content)
      expect(deliverySettingsSchema.parse(settings)).toEqual(settings)
      const draft = world.addDraft(content)
      const { state, preparation } = await world.prepare(draft)
      expect(state).toBe(blanks[id] > 0 ? 'failed' : 'ready')
      expect(content.text).toMatch(/^[\w !%'(),.:;?{}ÄÅÉÑÖØÜàäåèéìñòöøùü-]+$/)
      const filled = content.text.replace(/\{\{ (?!first_name)\w+ \}\}/g, 'x')
      expect(content.text.split('{{').length - 2).toBe(blanks[id])
      const whole = await world.prepare(world.addDraft({ ...content, text: filled }))
      expect(preparation === null || blanks[id] === 0).toBe(true)
      expect(whole.preparation?.toDeliver).toBe(2)
    },
  )

  it('uses every text', () => {
    const asked = new Set<string>()
    for (const { id, make } of builtInTemplates) {
      make(wordsOf(texts, asked))
      asked.add(`${id}/label`).add(`${id}/about`)
    }
    expect([...asked].toSorted()).toEqual(Object.keys(texts).toSorted())
  })
})
