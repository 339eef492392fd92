export { useDialogAbout, type DialogAbout } from './use-dialog-about.ts'
