import { app, dialog, type BrowserWindow } from 'electron'

/** What is asked when a window holds something that could not be saved. */
const questions = {
  en: { text: 'Something in this window has not been saved.', leave: 'Close without saving', stay: 'Stay' },
  fr: {
    text: 'Un élément de cette fenêtre n’est pas enregistré.',
    leave: 'Fermer sans enregistrer',
    stay: 'Rester',
  },
  nl: { text: 'Iets in dit venster is niet opgeslagen.', leave: 'Sluiten zonder opslaan', stay: 'Blijven' },
  sv: {
    text: 'Något i det här fönstret är inte sparat.',
    leave: 'Stäng utan att spara',
    stay: 'Stanna kvar',
  },
} as const

/** A page may only hold up its window; the person decides, where otherwise the window would silently stay open. */
export function askBeforeLeaving(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', event => {
    const language = app.getLocale().slice(0, 2)
    const { text, leave, stay } =
      questions[language in questions ? (language as keyof typeof questions) : 'en']
    const choice = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: text,
      buttons: [stay, leave],
      defaultId: 0,
      cancelId: 0,
    })
    // Preventing this event lets the page go.
    if (choice === 1) event.preventDefault()
  })
}
