import { spawn, type StdioOptions } from 'node:child_process'
import { closeSync, constants, openSync } from 'node:fs'
import { joinEnds } from './join-ends.ts'
import type { Pty } from './pty.ts'

/** Neither end may become the terminal of this program, nor hold it up. */
const flags = constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK

/** Unlocks the terminal whose controlling end it has as file 3, and says its name: Node has no `ioctl`. */
const unlock = `
  open my $end, '+<&=', 3 or exit 1;
  if ($^O eq 'darwin') {
    my $name = "\\0" x 128;
    ioctl $end, 0x20007454, 0 or exit 1;
    ioctl $end, 0x20007452, 0 or exit 1;
    ioctl $end, 0x40807453, $name or exit 1;
    print unpack 'Z*', $name;
  } else {
    my $isLocked = pack 'i', 0;
    my $number = pack 'i', 0;
    ioctl $end, 0x40045431, $isLocked or exit 1;
    ioctl $end, 0x80045430, $number or exit 1;
    print '/dev/pts/', unpack 'i', $number;
  }`

/**
 * Opens a pseudo terminal and holds its controlling end itself. Perl, which Debian and macOS always have, is needed for a
 * moment. Rejects where there is none.
 */
export async function openOwnPty(): Promise<Pty> {
  const ends = [openSync('/dev/ptmx', flags)] as [number, number?]
  try {
    const path = await say('perl', ['-e', unlock], ['ignore', 'pipe', 'ignore', ends[0]])
    // Held open here as well: where nobody has it open, the controlling end says that the cable is gone.
    const far = openSync(path, flags)
    ends[1] = far
    await say('stty', ['raw', '-echo'], [far, 'ignore', 'ignore'])
    return { path, stream: joinEnds({ near: ends[0], far }) }
  } catch (error) {
    for (const end of ends) if (end !== undefined) closeSync(end)
    throw error
  }
}

/** What a program says; rejects where it fails, or is not there. */
function say(program: string, parameters: readonly string[], stdio: StdioOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { stdio })
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')))
    child.once('error', reject)
    child.once('close', code => {
      if (code === 0) resolve(said)
      else reject(new Error(`${program} ended with ${code}`))
    })
  })
}
