import { shallowReactive } from 'vue'

/** A dialog about one thing of several, or about one that does not exist yet: which, and whether it is open. */
export interface DialogAbout<Thing> {
  /** Stays while the dialog fades. */
  about: Thing | undefined
  isOpen: boolean
  open(about?: Thing): void
}

/** What a dialog is about that several things lead to, such as the rows of a table. */
export function useDialogAbout<Thing>(): DialogAbout<Thing> {
  const dialog: DialogAbout<Thing> = shallowReactive({
    about: undefined,
    isOpen: false,
    open(about) {
      dialog.about = about
      dialog.isOpen = true
    },
  })
  return dialog
}
