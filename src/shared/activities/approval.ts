import { z } from 'zod'
import { durationSchema } from '../schedule/duration.ts'
import { clockTimeSchema } from '../schedule/schedule.ts'
import { defineActivity } from './define-activity.ts'
import { haveOwnIds, labelOfOutlet, namedOutletShape, readNamedOutlets } from './named-outlet.ts'

/** The way on when nobody has answered in time. */
export const expiredOutlet = 'expired'

const hasOutlet = z.boolean()
const settings = z.object({
  question: z.string().trim().min(1).max(500),
  answers: z
    .array(z.object(namedOutletShape))
    .min(1)
    .max(10)
    .refine(answers => haveOwnIds([...answers, { id: expiredOutlet }])),
  /** Until when somebody can answer, and whether it goes on then; else it ends there. */
  expiry: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('never') }),
    z.object({ kind: z.literal('after'), duration: durationSchema, hasOutlet }),
    z.object({ kind: z.literal('at'), day: z.iso.date(), time: clockTimeSchema, hasOutlet }),
  ]),
})
export type ApprovalSettings = z.infer<typeof settings>

/** Waits for somebody to answer a question; everyone goes on by that answer (FC-13). Other branches do not wait. */
export const approval = defineActivity({
  kind: 'approval',
  family: 'flow',
  version: 1,
  inlets: 'one',
  carries: 'inbound',
  settings,
  initial: {
    question: '',
    answers: [
      { id: 'yes', label: '' },
      { id: 'no', label: '' },
    ],
    expiry: { kind: 'never' },
  },
  answers: given => readNamedOutlets(given['answers']),
  outlets(given) {
    const answers = readNamedOutlets(given['answers']).map(({ id }) => id)
    return expires(given['expiry']) ? [...answers, expiredOutlet] : answers
  },
  outletLabel: (given, outlet) => labelOfOutlet(given['answers'], outlet),
})

function expires(expiry: unknown): boolean {
  return typeof expiry === 'object' && expiry !== null && 'hasOutlet' in expiry && expiry.hasOutlet === true
}
