import { app } from 'electron'
import { bridgeDesktop } from './desktop/bridge-desktop.ts'
import { createWindow } from './desktop/create-window.ts'
import { guardLeaving } from './desktop/guard-leaving.ts'
import { harden } from './desktop/harden.ts'
import { createMenu } from './desktop/menu.ts'
import { readCommandLine } from './desktop/read-command-line.ts'
import { registerScheme, serveScheme } from './desktop/renderer-scheme.ts'
import { reportFailure } from './desktop/report-failure.ts'
import { showWorkspace } from './desktop/show-workspace.ts'
import { openWorkspaceEngine } from './desktop/workspace-engine.ts'
import { dataFolder, defaultWorkspacePath } from './host/data-folder.ts'

const asked = readCommandLine(process.argv, process.cwd())
/** On macOS a file that is opened from a folder comes as an event, which may come before anything is ready. */
let openedFile: string | undefined

app.setPath('userData', dataFolder())
// Windows shows notifications of programs alone that it knows by this name, which the installer gives to the shortcut.
app.setAppUserModelId('eu.campanile.desktop')
// Two programs on one workspace and one modem would be a loss of data: the second only brings the first to the front.
if (app.requestSingleInstanceLock({ workspacePath: asked.workspacePath })) {
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openedFile = path
  })
  registerScheme()
  harden()
  void app.whenReady().then(start).catch(reportFailure)
} else {
  app.quit()
}

async function start(): Promise<void> {
  serveScheme()
  const workspacePath = asked.workspacePath ?? openedFile ?? defaultWorkspacePath()
  const engine = await openWorkspaceEngine(workspacePath, asked.wantsSample)
  engine.onCrash(reportFailure)
  const leaving = guardLeaving(engine)
  bridgeDesktop(engine)
  createMenu()
  createWindow()
  const show = (other?: string): void => {
    // Whoever opens it while it ends gets it when it has ended.
    if (leaving.isDecided) app.relaunch()
    else showWorkspace(workspacePath, other)
  }
  // Not by the command line, whose order Chromium changes.
  app.on('second-instance', (...[, , , given]: readonly unknown[]) => show(readPath(given)))
  app.on('open-file', (_, path) => show(path))
  app.on('activate', () => show())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
}

function readPath(given: unknown): string | undefined {
  const path: unknown = Object(given).workspacePath
  return typeof path === 'string' ? path : undefined
}
