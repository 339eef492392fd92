import { describe, expect, it } from 'vitest'
import { workflowTemplates, type TemplateGround } from '../../../../../src/shared/workflow/templates/index.ts'
import { workflowDocumentSchema } from '../../../../../src/shared/workflow-document.ts'
import { createCampaignWorld } from '../../../../support/campaign-world.ts'

type Texts = Readonly<Record<string, string>>
const languages = import.meta.glob<Texts>('../../../../../src/shared/texts/templates/*.json', {
  import: 'default',
  eager: true,
})

function groundOf(texts: Texts, asked = new Set<string>()): TemplateGround {
  return {
    today: '2026-01-05',
    field: key => key,
    words(key, named = {}) {
      asked.add(key)
      const text = texts[key]
      if (text === undefined) throw new Error(`no text ${key}`)
      return text.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? 'missing')
    },
  }
}

/** What the person who takes a template has to say, and nothing else. */
const left: Readonly<Record<string, readonly string[]>> = {
  announcement: ['people audience-not-chosen'],
  birthday: ['people rule-unknown-field'],
  'appointment-reminder': ['file load-no-file'],
  'win-back': ['people audience-not-chosen'],
  'text-test': ['people audience-not-chosen'],
  'opt-in-drive': ['people audience-not-chosen', 'list subscription-list-none'],
  welcome: [],
}

describe.each(Object.entries(languages))('the templates of %s', (_, texts) => {
  it.each(workflowTemplates.map(template => [template.id, template] as const))(
    'leave to the person only what nobody else knows: %s',
    async (id, template) => {
      const world = createCampaignWorld()
      await world.addLine()
      const document = template.make(groundOf(texts))
      expect(workflowDocumentSchema.parse(document)).toEqual(document)
      const workflow = await world.call('workflows.create', { name: id, document })
      const issues = await world.call('workflows.check', { id: workflow.id })
      expect(issues.map(issue => `${issue.activityId} ${issue.code}`)).toEqual(left[id])
    },
  )

  it('use every text', () => {
    const asked = new Set<string>()
    for (const template of workflowTemplates) {
      template.make(groundOf(texts, asked))
      asked.add(`${template.id}/name`).add(`${template.id}/about`)
      for (const { key } of template.needs ?? []) asked.add(`${template.id}/field-${key}`)
    }
    expect([...asked].toSorted()).toEqual(Object.keys(texts).toSorted())
  })
})
