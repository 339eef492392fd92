import { advertisement, everyDayAt, sketch, type WorkflowTemplate } from './workflow-template.ts'

function bornToday(field: string): object {
  return {
    version: 3,
    root: { type: 'group', match: 'all', items: [{ type: 'field', field, operator: 'anniversary-today' }] },
  }
}

/** Congratulations in the morning to everyone whose birthday it is. */
export const birthday: WorkflowTemplate = {
  id: 'birthday',
  needs: [{ key: 'birthday', type: 'date' }],
  make({ words, field }) {
    const name = '{% if first_name %}, {{ first_name }}{% endif %}'
    return sketch(
      {
        morning: {
          kind: 'scheduler',
          at: [0, 0],
          label: words('birthday/morning'),
          settings: everyDayAt('09:00'),
        },
        people: {
          kind: 'build-audience',
          at: [1, 0],
          label: words('birthday/people'),
          settings: { source: 'rule', rule: bornToday(field('birthday')) },
        },
        sms: {
          kind: 'sms-recurring',
          at: [2, 0],
          label: words('birthday/sms'),
          settings: {
            ...advertisement(words('birthday/message', { name })),
            aggregation: 'month',
            confirmation: 'each',
          },
        },
      },
      ['morning.fired>people', 'people.result>sms'],
    )
  },
}
