import { readdir } from 'node:fs/promises'

/** A port that a modem may be behind. */
export interface FoundPort {
  readonly path: string
  /** As the system tells it; absent where it knows nothing. */
  readonly manufacturer?: string
}

/** Ports of the mainboard, which are listed whether or not anything is there. */
const PHANTOM = /\/ttyS\d+$/
/** Ports that macOS lists on every machine: nothing is behind them, and opening the first waits for a telephone. */
const NEVER_MODEM = /^\/dev\/(?:tty|cu)\.(?:Bluetooth-Incoming-Port|debug-console|wlan-debug)$/
/** Opening these waits for a carrier that a modem may never give; each has a twin called `cu`. */
const WAITS_FOR_CARRIER = /^\/dev\/tty\./
const SERIAL = /^(ttyUSB|ttyACM|rfcomm)\d+$/

/** The serial ports of this machine behind which a modem may be. Never rejects. */
export async function listPorts(): Promise<FoundPort[]> {
  // Loaded on first use: the binding is native, and a workspace without modems must not depend on it.
  const { SerialPort } = await import('serialport')
  try {
    return choosePorts(await SerialPort.list())
  } catch {
    // Without udev, as in a container, the package cannot list anything.
    return listDevices()
  }
}

/** A port as the package tells of it. */
export interface ToldPort {
  readonly path: string
  readonly manufacturer?: string | undefined
  readonly vendorId?: string | undefined
}

/** Those of a system's ports that a modem may be behind, by the paths that they are opened by. */
export function choosePorts(ports: readonly ToldPort[]): FoundPort[] {
  return ports
    .filter(({ path }) => !NEVER_MODEM.test(path))
    .filter(({ path, vendorId }) => !(PHANTOM.test(path) && vendorId === undefined))
    .map(({ path, manufacturer }) => ({
      path: path.replace(WAITS_FOR_CARRIER, '/dev/cu.'),
      ...(manufacturer === undefined ? {} : { manufacturer }),
    }))
}

async function listDevices(): Promise<FoundPort[]> {
  try {
    const names = await readdir('/dev')
    return names.filter(name => SERIAL.test(name)).map(name => ({ path: `/dev/${name}` }))
  } catch {
    return []
  }
}
