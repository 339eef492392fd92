import { everyDayAt, message, sketch, type WorkflowTemplate } from './workflow-template.ts'

/** Whoever was added since the day before is welcomed; those who were there already are not. */
export const welcome: WorkflowTemplate = {
  id: 'welcome',
  make({ words, today }) {
    const name = '{% if first_name %}, {{ first_name }}{% endif %}'
    return sketch(
      {
        morning: {
          kind: 'scheduler',
          at: [0, 0],
          label: words('welcome/morning'),
          settings: everyDayAt('10:00'),
        },
        people: {
          kind: 'incremental-query',
          at: [1, 0],
          label: words('welcome/people'),
          settings: { by: { mode: 'since-last-time', field: '@added', firstSince: today } },
        },
        sms: {
          kind: 'sms',
          at: [2, 0],
          label: words('welcome/sms'),
          settings: message(words('welcome/message', { name })),
        },
      },
      ['morning.fired>people', 'people.result>sms'],
    )
  },
}
