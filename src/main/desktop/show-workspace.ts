import { dialog } from 'electron'
import { basename } from 'node:path'
import { showWindow } from './create-window.ts'
import { isSamePath } from './read-command-line.ts'
import { texts } from './speech.ts'

/** Brings the window to the front; says so where another workspace was meant than the one that is open. */
export function showWorkspace(open: string, asked: string | undefined): void {
  const window = showWindow()
  if (asked === undefined || isSamePath(open, asked)) return
  const { otherOpen, otherOpenDetail } = texts()
  const detail = otherOpenDetail.replace('{name}', basename(asked))
  void dialog.showMessageBox(window, { type: 'info', message: otherOpen, detail })
}
