import { screen, type BrowserWindow } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { dataFolder } from '../host/data-folder.ts'
import { placeWindow, type Placement, type windowStateSchema } from './place-window.ts'

function statePath(): string {
  return join(dataFolder(), 'window.json')
}

/** Where the next window goes. */
export function readWindowState(): Placement {
  return placeWindow(
    readState(),
    screen.getAllDisplays().map(({ workArea }) => workArea),
  )
}

function readState(): unknown {
  try {
    return JSON.parse(readFileSync(statePath(), 'utf8'))
  } catch {
    return undefined
  }
}

/** Remembers a window's state when it closes. */
export function keepWindowState(window: BrowserWindow): void {
  window.on('close', () => {
    const state: z.infer<typeof windowStateSchema> = {
      bounds: window.getNormalBounds(),
      isMaximized: window.isMaximized(),
    }
    try {
      writeFileSync(statePath(), JSON.stringify(state))
    } catch {
      // A place that is not remembered is no reason to keep a window open.
    }
  })
}
