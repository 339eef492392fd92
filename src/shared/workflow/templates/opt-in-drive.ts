import { createSubset } from '../../activities/split.ts'
import type { Rule } from '../../rule.ts'
import { anAudience, message, sketch, waitDays, type WorkflowTemplate } from './workflow-template.ts'

/** People are asked whether they want messages; whoever has said yes is put on a subscription list. */
export const optInDrive: WorkflowTemplate = {
  id: 'opt-in-drive',
  make({ words }) {
    const yes = words('opt-in-drive/yes')
    return sketch(
      {
        people: {
          kind: 'build-audience',
          at: [0, 0],
          label: words('opt-in-drive/people'),
          settings: anAudience,
        },
        ask: {
          kind: 'sms',
          at: [1, 0],
          label: words('opt-in-drive/ask'),
          settings: message(words('opt-in-drive/message', { yes }), 'addressed'),
        },
        days: { kind: 'wait', at: [2, 0], label: words('opt-in-drive/wait'), settings: waitDays(3) },
        replied: {
          kind: 'split',
          at: [3, 0],
          label: words('opt-in-drive/split'),
          settings: {
            subsets: [
              createSubset('subset-1', { label: words('opt-in-drive/agreed'), rule: hasReplied(yes) }),
            ],
          },
        },
        list: {
          kind: 'subscribe',
          at: [4, 0],
          label: words('opt-in-drive/save'),
          settings: { note: words('opt-in-drive/note', { yes }) },
        },
      },
      ['people.result>ask', 'ask.sent>days', 'days.ended>replied', 'replied.subset-1>list'],
    )
  },
}

function hasReplied(text: string): Rule {
  const reply = { type: 'reply', text, period: 'in-last-days', days: 3 } as const
  return { version: 3, root: { type: 'group', match: 'all', items: [reply] } }
}
