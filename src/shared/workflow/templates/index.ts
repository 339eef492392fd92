import { announcement } from './announcement.ts'
import { appointmentReminder } from './appointment-reminder.ts'
import { birthday } from './birthday.ts'
import { optInDrive } from './opt-in-drive.ts'
import { textTest } from './text-test.ts'
import { welcome } from './welcome.ts'
import { winBack } from './win-back.ts'
import type { WorkflowTemplate } from './workflow-template.ts'

export type { NeededField, TemplateGround, WorkflowTemplate } from './workflow-template.ts'

/** Templates that come with the program, in the order in which they are shown. */
export const workflowTemplates: readonly WorkflowTemplate[] = [
  announcement,
  birthday,
  appointmentReminder,
  winBack,
  textTest,
  optInDrive,
  welcome,
]
