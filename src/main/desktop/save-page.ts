import { dialog, type BrowserWindow } from 'electron'
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { ChosenFile } from '../../shared/contract/desktop.ts'

/**
 * Saves what a window shows as a PDF, laid out by its style sheet for paper; null when the person cancels.
 * @throws what the file system says where the file cannot be written
 */
export async function savePage(window: BrowserWindow, suggestedName: string): Promise<ChosenFile | null> {
  const { filePath } = await dialog.showSaveDialog(window, {
    defaultPath: suggestedName,
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  })
  if (!filePath) return null
  const pdf = await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
  await writeFile(filePath, pdf)
  return { ref: randomUUID(), name: basename(filePath) }
}
