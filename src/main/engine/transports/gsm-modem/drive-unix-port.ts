import { readSync, writeSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** What the package's ports of Linux and macOS are made of. */
interface UnixPort {
  /** Never waits: null once it is closed. */
  readonly fd: number | null
  readonly poller: {
    once(event: 'readable', called: (error: Error | null) => void): void
  }
  read(buffer: Buffer, offset: number, length: number): Promise<{ buffer: Buffer; bytesRead: number }>
  write(buffer: Buffer): Promise<void>
}

/** How long to wait before writing to a port that is full. Its poller, asked for both at once, may forget one. */
const fullMs = 2
const notYet: ReadonlySet<unknown> = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR'])

/**
 * Reads and writes a port itself. The package sends each of both through another thread and back, which takes longer than
 * the octets; and a read of nothing at all, by which these systems say that the cable is gone, it repeats for ever and as
 * fast as it can, where it should fail. Ports of Windows are left as they are.
 */
export function driveUnixPort(port: object | undefined): void {
  if (!isUnixPort(port)) return
  port.read = async (buffer, offset, length) => {
    for (;;) {
      // Before each read, so that whoever never stops talking holds nobody else up.
      await untilReadable(port)
      const bytesRead = attempt(() => readSync(fdOf(port), buffer, offset, length, null))
      if (bytesRead === 0) throw new Error('the other side hung up')
      if (bytesRead !== undefined) return { buffer, bytesRead }
    }
  }
  port.write = async buffer => {
    for (let written = 0; ; await wait(fullMs)) {
      written += attempt(() => writeSync(fdOf(port), buffer, written)) ?? 0
      if (written === buffer.length) return
    }
  }
}

function fdOf({ fd }: UnixPort): number {
  if (fd === null) throw new Error('the port is closed')
  return fd
}

/** @returns undefined where it would have had to wait */
function attempt(run: () => number): number | undefined {
  try {
    return run()
  } catch (error) {
    if (error instanceof Error && 'code' in error && notYet.has(error.code)) return undefined
    throw error
  }
}

function untilReadable(port: UnixPort): Promise<void> {
  const { poller } = port
  return new Promise((resolve, reject) => {
    // A poller that is asked after its port was closed brings the whole process down.
    fdOf(port)
    poller.once('readable', error => (error === null ? resolve() : reject(error)))
  })
}

function isUnixPort(port: object | undefined): port is UnixPort {
  return port !== undefined && ['fd', 'poller', 'read', 'write'].every(name => name in port)
}
