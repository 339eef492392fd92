import { read } from 'node:fs'
import { promisify } from 'node:util'

/** What the package's ports of Linux and macOS are made of. */
interface UnixPort {
  readonly fd: number | null
  readonly poller: {
    once(event: 'readable', called: (error: Error | null) => void): void
  }
  read(buffer: Buffer, offset: number, length: number): Promise<{ buffer: Buffer; bytesRead: number }>
}

const readOctets = promisify(read)
const nothingYet: ReadonlySet<unknown> = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR'])

/**
 * Makes a port that has hung up fail. A read of nothing at all is how these systems say that the cable is gone where nobody
 * was waiting for octets at that moment; the package reads on, for ever and as fast as it can, and never tells.
 */
export function endAtHangUp(port: object | undefined): void {
  if (!isUnixPort(port)) return
  port.read = async (buffer, offset, length) => {
    for (;;) {
      const bytesRead = await tryReading(fdOf(port), { buffer, offset, length })
      if (bytesRead !== undefined) return { buffer, bytesRead }
      await untilReadable(port)
    }
  }
}

function fdOf({ fd }: UnixPort): number {
  if (fd === null) throw new Error('the port is closed')
  return fd
}

/** @returns undefined where nothing has come yet */
async function tryReading(
  fd: number,
  { buffer, offset, length }: { readonly buffer: Buffer; readonly offset: number; readonly length: number },
): Promise<number | undefined> {
  try {
    const { bytesRead } = await readOctets(fd, buffer, offset, length, null)
    if (bytesRead > 0) return bytesRead
  } catch (error) {
    if (error instanceof Error && 'code' in error && nothingYet.has(error.code)) return undefined
    throw error
  }
  throw new Error('the other side hung up')
}

function untilReadable(port: UnixPort): Promise<void> {
  const { poller } = port
  // It may have been closed meanwhile, and a poller that is asked after that brings the whole process down.
  fdOf(port)
  return new Promise((resolve, reject) => {
    poller.once('readable', error => (error === null ? resolve() : reject(error)))
  })
}

/** Ports of Windows are read in another way, and say when they are gone. */
function isUnixPort(port: object | undefined): port is UnixPort {
  return port !== undefined && 'poller' in port && 'fd' in port && 'read' in port
}
