import { createSubset } from '../../activities/split.ts'
import {
  anAudience,
  message,
  sketch,
  type TemplateGround,
  type WorkflowTemplate,
} from './workflow-template.ts'

function testGroups({ words }: TemplateGround) {
  const tenth = { kind: 'percent', percent: 10 } as const
  return {
    subsets: [
      createSubset('subset-1', { label: words('text-test/group-a'), code: 'A', size: tenth }),
      createSubset('subset-2', { label: words('text-test/group-b'), code: 'B', size: tenth }),
    ],
    complement: true,
  }
}

/** Two texts are tried on a tenth each; the one that did better goes to the remainder. */
export const textTest: WorkflowTemplate = {
  id: 'text-test',
  make(ground) {
    const { words } = ground
    const textA = message(words('text-test/message-a'))
    const textB = message(words('text-test/message-b'))
    const answers = [
      { id: 'answer-a', label: words('text-test/answer-a') },
      { id: 'answer-b', label: words('text-test/answer-b') },
    ]
    const choice = { question: words('text-test/question'), answers }
    return sketch(
      {
        people: {
          kind: 'build-audience',
          at: [0, 1],
          label: words('text-test/people'),
          settings: anAudience,
        },
        groups: { kind: 'split', at: [1, 1], label: words('text-test/split'), settings: testGroups(ground) },
        testA: { kind: 'sms', at: [2, 0], label: words('text-test/test-a'), settings: textA },
        testB: { kind: 'sms', at: [2, 1], label: words('text-test/test-b'), settings: textB },
        choice: { kind: 'approval', at: [2, 2], label: words('text-test/choice'), settings: choice },
        restA: { kind: 'sms', at: [3, 1.5], label: words('text-test/rest-a'), settings: textA },
        restB: { kind: 'sms', at: [3, 2.5], label: words('text-test/rest-b'), settings: textB },
      },
      [
        'people.result>groups',
        'groups.subset-1>testA',
        'groups.subset-2>testB',
        'groups.remainder>choice',
        'choice.answer-a>restA',
        'choice.answer-b>restB',
      ],
    )
  },
}
