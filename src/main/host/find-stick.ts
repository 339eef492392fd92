import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PortFacts } from '../../shared/lines/port-advice.ts'
import { listNames } from './list-names.ts'

/** USB numbers of sticks that have no port for messages as they are. */
const STICKS: Readonly<Record<string, NonNullable<PortFacts['stick']>>> = {
  // Huawei with HiLink firmware, ZTE with a web page: network cards.
  '12d1:14db': 'network-card',
  '12d1:14dc': 'network-card',
  '19d2:1403': 'network-card',
  '19d2:1405': 'network-card',
  // Huawei, ZTE and Alcatel before they are switched: the disc with their drivers.
  '12d1:1446': 'drive',
  '12d1:14fe': 'drive',
  '12d1:1f01': 'drive',
  '19d2:1225': 'drive',
  '19d2:2000': 'drive',
  '1bbb:f000': 'drive',
}

/** A stick that is plugged in and cannot be used as it is; undefined where none is seen. Never rejects. */
export async function findStick(root = '/'): Promise<PortFacts['stick']> {
  const folder = join(root, 'sys/bus/usb/devices')
  const read = async (device: string, name: string): Promise<string> =>
    (await readFile(join(folder, device, name), 'utf8').catch(() => '')).trim()
  for (const device of await listNames(folder)) {
    const known = STICKS[`${await read(device, 'idVendor')}:${await read(device, 'idProduct')}`]
    if (known !== undefined) return known
  }
  const devices = await listNames(join(root, 'dev'))
  return devices.some(name => name.startsWith('cdc-wdm')) ? 'data-only' : undefined
}
