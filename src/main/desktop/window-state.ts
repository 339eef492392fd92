import { screen, type BrowserWindow, type Rectangle } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolder } from '../host/data-folder.ts'

/** Size, place and whether it filled the screen, as they were when the window was last closed. */
interface WindowState {
  readonly bounds: Rectangle
  readonly isMaximized: boolean
}

const fallback = { width: 1280, height: 800 }

function statePath(): string {
  return join(dataFolder(), 'window.json')
}

/** Where the next window goes: the last place if a screen still shows it, else the middle. */
export function readWindowState(): { bounds: Partial<Rectangle>; isMaximized: boolean } {
  try {
    const state = JSON.parse(readFileSync(statePath(), 'utf8')) as WindowState
    if (isVisible(state.bounds)) return state
    const { width, height } = state.bounds
    return { bounds: { width, height }, isMaximized: state.isMaximized }
  } catch {
    return { bounds: fallback, isMaximized: false }
  }
}

/** A window counts as visible when a good part of its title bar can be grasped on some screen. */
function isVisible(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const overlap =
      Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x)
    return overlap > 100 && bounds.y >= workArea.y - 10 && bounds.y < workArea.y + workArea.height - 40
  })
}

/** Remembers a window's state when it closes. */
export function keepWindowState(window: BrowserWindow): void {
  window.on('close', () => {
    const state: WindowState = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }
    try {
      writeFileSync(statePath(), JSON.stringify(state))
    } catch {
      // A place that is not remembered is no reason to keep a window open.
    }
  })
}
