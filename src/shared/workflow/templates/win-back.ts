import { createSubset } from '../../activities/split.ts'
import type { Rule } from '../../rule.ts'
import { advertisement, anAudience, sketch, waitDays, type WorkflowTemplate } from './workflow-template.ts'

const silent: Rule = {
  version: 3,
  root: { type: 'group', match: 'all', items: [{ type: 'reply', period: 'not-in-last-days', days: 7 }] },
}

/** A second message, a week later, to those who have not replied to the first. */
export const winBack: WorkflowTemplate = {
  id: 'win-back',
  make: ({ words }) =>
    sketch(
      {
        people: { kind: 'build-audience', at: [0, 0], label: words('win-back/people'), settings: anAudience },
        first: {
          kind: 'sms',
          at: [1, 0],
          label: words('win-back/first'),
          settings: advertisement(words('win-back/message'), 'addressed'),
        },
        week: { kind: 'wait', at: [2, 0], label: words('win-back/week'), settings: waitDays(7) },
        replied: {
          kind: 'split',
          at: [3, 0],
          label: words('win-back/split'),
          settings: {
            subsets: [
              createSubset('subset-1', { label: words('win-back/silent'), rule: silent, skipsEmpty: true }),
            ],
          },
        },
        second: {
          kind: 'sms',
          at: [4, 0],
          label: words('win-back/second'),
          settings: advertisement(words('win-back/again')),
        },
      },
      ['people.result>first', 'first.sent>week', 'week.ended>replied', 'replied.subset-1>second'],
    ),
}
