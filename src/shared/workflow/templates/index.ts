import { announcement } from './announcement.ts'
import { appointmentReminder } from './appointment-reminder.ts'
import { birthday } from './birthday.ts'
import { optInDrive } from './opt-in-drive.ts'
import { textTest } from './text-test.ts'
import { welcome } from './welcome.ts'
import { winBack } from './win-back.ts'

export type { TemplateGround, WorkflowTemplate } from './workflow-template.ts'

/** Templates that come with the program, in the order in which they are shown. */
export const workflowTemplates = [
  announcement,
  birthday,
  appointmentReminder,
  winBack,
  textTest,
  optInDrive,
  welcome,
] as const
