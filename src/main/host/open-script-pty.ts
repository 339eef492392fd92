import { spawn } from 'node:child_process'
import { Duplex } from 'node:stream'
import type { Pty } from './pty.ts'

/**
 * Says which terminal it is, without any processing of what passes, and keeps it open as long as this process is there:
 * `script` does not end with its input, so a process that is killed would leave a port behind that never answers.
 */
const holdOpen = `stty raw -echo; tty; while kill -0 ${process.pid} 2>/dev/null; do sleep 1; done`

/** Opens a pseudo terminal through the system's own `script`, which hands on what passes: Linux and macOS have it. */
export function openScriptPty(): Promise<Pty> {
  const parameters =
    process.platform === 'darwin'
      ? ['-q', '/dev/null', 'sh', '-c', holdOpen]
      : ['-q', '-f', '-c', holdOpen, '/dev/null']
  const child = spawn('script', parameters, { stdio: ['pipe', 'pipe', 'ignore'] })
  const { stdin, stdout } = child
  // What is written after the other end has gone is lost, as on a cable.
  stdin.on('error', () => {})
  return new Promise((resolve, reject) => {
    let said = ''
    const fail = (): void => reject(new Error('there is no `script`'))
    child.once('error', fail).once('exit', fail)
    stdout.on('data', function readName(chunk: Buffer) {
      said += chunk.toString('latin1')
      const [, path] = /(\/dev\/\S+)\r?\n/.exec(said) ?? []
      if (path === undefined) return
      stdout.removeListener('data', readName)
      const stream = Duplex.from({ readable: stdout, writable: stdin })
      // The program in between is ended, and with it the terminal: whoever has it open sees the cable gone.
      stream.once('close', () => child.kill('SIGKILL')).on('error', () => {})
      child.once('exit', () => stream.destroy())
      resolve({ path, stream })
    })
  })
}
