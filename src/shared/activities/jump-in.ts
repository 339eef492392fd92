import { defineActivity } from './define-activity.ts'
import { jumpSettings } from './jump-out.ts'

/** Where people come out who jumped to its name. Several may jump there: each of them is one person then. */
export const jumpIn = defineActivity({
  kind: 'jump-in',
  family: 'flow',
  version: 1,
  inlets: 'none',
  carries: 'inbound',
  settings: jumpSettings,
  initial: { name: '' },
  outlets: () => ['arrived'],
})
