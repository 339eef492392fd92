import { readdir } from 'node:fs/promises'

/** A port that a modem may be behind. */
export interface FoundPort {
  readonly path: string
  /** As the system tells it; absent where it knows nothing. */
  readonly manufacturer?: string
}

/** Ports of the mainboard, which are listed whether or not anything is there. */
const PHANTOM = /\/ttyS\d+$/
/** Opening these waits for a carrier that a modem may never give; each has a twin called `cu`. */
const WAITS_FOR_CARRIER = /^\/dev\/tty\.(?!USB|ACM)/
const SERIAL = /^(ttyUSB|ttyACM|rfcomm)\d+$/

/** The serial ports of this machine behind which a modem may be. Never rejects. */
export async function listPorts(): Promise<FoundPort[]> {
  // Loaded on first use: the binding is native, and a workspace without modems must not depend on it.
  const { SerialPort } = await import('serialport')
  try {
    const ports = await SerialPort.list()
    return ports
      .filter(({ path, vendorId }) => !(PHANTOM.test(path) && vendorId === undefined))
      .map(({ path, manufacturer }) => ({
        path: path.replace(WAITS_FOR_CARRIER, '/dev/cu.'),
        ...(manufacturer === undefined ? {} : { manufacturer }),
      }))
  } catch {
    // Without udev, as in a container, the package cannot list anything.
    return listDevices()
  }
}

async function listDevices(): Promise<FoundPort[]> {
  try {
    const names = await readdir('/dev')
    return names.filter(name => SERIAL.test(name)).map(name => ({ path: `/dev/${name}` }))
  } catch {
    return []
  }
}
