import { describe, expect, it } from 'vitest'
import { everyone } from '../../../../src/shared/rule.ts'
import {
  drawGroupMessage,
  newGroupMessage,
  readGroupMessage,
  type GroupMessage,
} from '../../../../src/shared/workflow/group-message.ts'

const labels = { people: 'People', message: 'Spring' }
const toMembers: GroupMessage = {
  people: { source: 'audience', audienceId: 7 },
  content: { text: 'Hi {{ first_name }}' },
  settings: { lineId: 2, maxParts: 1 },
  properties: { tags: ['spring'] },
}

describe('a message to a group as a workflow', () => {
  it('is drawn as people that lead to an SMS, and read back as it was', () => {
    const document = drawGroupMessage(toMembers, labels)
    expect(document.activities.map(({ kind, label }) => [kind, label])).toEqual([
      ['build-audience', 'People'],
      ['sms', 'Spring'],
    ])
    expect(readGroupMessage(document)).toEqual(toMembers)
    expect(readGroupMessage(drawGroupMessage(newGroupMessage, labels))).toEqual(newGroupMessage)
  })

  it('changes in a drawing only what the wizard asks for', () => {
    const document = drawGroupMessage(toMembers, labels)
    const [people, message] = document.activities
    if (!people || !message) throw new Error('two activities are drawn')
    const drawn = {
      ...document,
      activities: [
        { ...people, label: 'Members', position: { x: 1, y: 2 } },
        { ...message, settings: { ...message.settings, errorOutlet: true } },
      ],
    }
    const again = drawGroupMessage({ ...toMembers, content: { text: 'Ho' } }, labels, drawn)
    expect(again.activities[0]).toEqual(drawn.activities[0])
    expect(again.activities[1]?.settings).toEqual({
      ...drawn.activities[1]?.settings,
      content: { text: 'Ho' },
    })
    expect(again.transitions).toEqual(drawn.transitions)
  })

  it('keeps that no audience is chosen yet', () => {
    const unchosen: GroupMessage = { ...toMembers, people: { source: 'audience', audienceId: null } }
    expect(readGroupMessage(drawGroupMessage(unchosen, labels))).toEqual(unchosen)
  })

  it('takes everyone where the rule was never set', () => {
    const document = drawGroupMessage(newGroupMessage, labels)
    const [people, message] = document.activities
    if (!people || !message) throw new Error('two activities are drawn')
    const bare = { ...document, activities: [{ ...people, settings: {} }, message] }
    expect(readGroupMessage(bare)?.people).toEqual({ source: 'rule', rule: everyone })
  })

  it('is nothing for the wizard when more is drawn than it can show', () => {
    const document = drawGroupMessage(toMembers, labels)
    const [people, message] = document.activities
    if (!people || !message) throw new Error('two activities are drawn')
    const more = [
      { ...document, activities: [people, message, { ...people, id: 'other' }] },
      {
        ...document,
        activities: [people, { ...message, settings: { ...message.settings, outbound: 'everyone' } }],
      },
      { ...document, activities: [{ ...people, mode: 'held' as const }, message] },
      { ...document, transitions: [] },
      { ...document, settings: { personLimit: 10 } },
      { ...document, activities: [people, { ...message, kind: 'subscribe' }] },
    ]
    for (const each of more) expect(readGroupMessage(each)).toBeUndefined()
  })
})
