import { openOwnPty } from '../../src/main/host/open-own-pty.ts'
import { openScriptPty } from '../../src/main/host/open-script-pty.ts'

/** Opens a terminal in the way that it is told, says its name, and stays until it is killed. */
const open = process.argv[2] === 'script' ? openScriptPty : openOwnPty
const { path, stream } = await open()
stream.resume()
process.stdout.write(`${path}\n`)
