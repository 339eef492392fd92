import './flow-forms.css'
import AndJoinSettings from './AndJoinSettings.vue'
import ApprovalSettings from './ApprovalSettings.vue'
import EndSettings from './EndSettings.vue'
import ExternalSignalSettings from './ExternalSignalSettings.vue'
import ForkSettings from './ForkSettings.vue'
import JumpSettings from './JumpSettings.vue'
import SchedulerSettings from './SchedulerSettings.vue'
import StartSettings from './StartSettings.vue'
import TestSettings from './TestSettings.vue'
import WaitSettings from './WaitSettings.vue'

/** The forms of the activities that say when and where a workflow goes on. */
export const flowForms = {
  start: StartSettings,
  end: EndSettings,
  scheduler: SchedulerSettings,
  wait: WaitSettings,
  fork: ForkSettings,
  'and-join': AndJoinSettings,
  test: TestSettings,
  approval: ApprovalSettings,
  'jump-out': JumpSettings,
  'jump-in': JumpSettings,
  'external-signal': ExternalSignalSettings,
} as const
