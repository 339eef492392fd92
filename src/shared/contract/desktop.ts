/** A file that a person chose; `ref` is what the contract's calls take. */
export interface ChosenFile {
  readonly ref: string
  readonly name: string
}

/** A kind of file in a dialog. */
export interface FileKind {
  readonly name: string
  /** Without dots. */
  readonly extensions: readonly string[]
}

/** What only a host can do. Electron does it natively, the browser host with web means. */
export interface Desktop {
  readonly host: 'electron' | 'browser'
  readonly platform: 'windows' | 'macos' | 'linux'
  /** Asks for a file; null when the person cancels. */
  openFile(kinds: readonly FileKind[]): Promise<ChosenFile | null>
  /** Grants a file that was dropped on the window. */
  acceptDropped(file: File): Promise<ChosenFile>
  /** Asks where to save; null when the person cancels. */
  saveFile(suggestedName: string, kinds: readonly FileKind[]): Promise<ChosenFile | null>
  /** Says that a file of `saveFile` is written: the browser host downloads it now. */
  fileSaved(file: ChosenFile): Promise<void>
  /**
   * Saves the page as it looks on paper as a PDF and asks where to; null when the person cancels, or where the host can do no
   * more than print, which has been offered then.
   */
  savePage(suggestedName: string): Promise<ChosenFile | null>
  /** Puts a text on the system's clipboard; false where that is not allowed. */
  writeClipboard(text: string): Promise<boolean>
  /** A piece of a workflow from the system's clipboard: empty where there is none, null where it may not be read. */
  readClipboard(): Promise<string | null>
  notify(title: string, body: string): Promise<void>
  /** Follows the choice in the settings; `system` follows the operating system. */
  setTheme(theme: 'system' | 'light' | 'dark'): Promise<void>
  /** Says what the host itself says, its menus and questions, in the language of the window, e.g. `fr`. */
  setLanguage(language: string): Promise<void>
  /** Keeps the machine awake while something is being sent. */
  keepAwake(on: boolean): Promise<void>
}
