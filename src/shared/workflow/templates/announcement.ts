import { advertisement, anAudience, sketch, type WorkflowTemplate } from './workflow-template.ts'

/** One message, once, to an audience. */
export const announcement: WorkflowTemplate = {
  id: 'announcement',
  make: ({ words }) =>
    sketch(
      {
        people: {
          kind: 'build-audience',
          at: [0, 0],
          label: words('announcement/people'),
          settings: anAudience,
        },
        sms: {
          kind: 'sms',
          at: [1, 0],
          label: words('announcement/sms'),
          settings: advertisement(words('announcement/message')),
        },
      },
      ['people.result>sms'],
    ),
}
