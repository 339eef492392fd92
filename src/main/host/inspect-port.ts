import { lookup } from 'node:dns/promises'
import { readFile, realpath, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { PortFacts, PortPlatform } from '../../shared/lines/port-advice.ts'
import { findHolder, findSuspects } from './find-holder.ts'
import { findStick } from './find-stick.ts'

/** Where to look; another one in tests. */
const systemRoot = '/'

/** Tells what the system knows about a port that did not open; never rejects. */
export async function inspectPort(
  address: string,
  { root = systemRoot, env = process.env }: { readonly root?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Omit<PortFacts, 'ports'>> {
  const base = { platform: platformOf(process.platform), address }
  const [, host] = /^tcp:\/\/\[?(.+?)\]?:\d+$/i.exec(address) ?? []
  if (host !== undefined) return { ...base, isThere: await isKnownHost(host) }
  if (process.platform === 'win32') return base
  const device = await stat(address).catch(() => undefined)
  const there = { isThere: device !== undefined, ...(device ? { isDevice: device.isCharacterDevice() } : {}) }
  if (process.platform !== 'linux') return { ...base, ...there }
  return {
    ...base,
    ...there,
    ...(device === undefined ? {} : await readMembership(device.gid, root)),
    ...present('holder', device && (await findHolder(await realpath(address).catch(() => address), root))),
    ...present('sandbox', sandboxOf(env)),
    ...present('stick', await findStick(root)),
    suspects: await findSuspects(root),
  }
}

function platformOf(name: string): PortPlatform {
  return name === 'linux' || name === 'darwin' || name === 'win32' ? name : 'other'
}

async function isKnownHost(host: string): Promise<boolean> {
  return lookup(host).then(
    () => true,
    () => false,
  )
}

function sandboxOf({
  SNAP,
  SNAP_INSTANCE_NAME,
  SNAP_NAME,
  FLATPAK_ID,
}: NodeJS.ProcessEnv): PortFacts['sandbox'] {
  const snap = SNAP === undefined ? undefined : (SNAP_INSTANCE_NAME ?? SNAP_NAME)
  if (snap !== undefined) return { kind: 'snap', name: snap }
  return FLATPAK_ID === undefined ? undefined : { kind: 'flatpak', name: FLATPAK_ID }
}

/** The group of a device, and whether this user is in it: written down, and in force since the last login. */
async function readMembership(
  groupId: number,
  root: string,
): Promise<Pick<PortFacts, 'user' | 'group' | 'membership'>> {
  const user = userInfo().username
  const groups = await readFile(join(root, 'etc/group'), 'utf8').catch(() => '')
  for (const line of groups.split('\n')) {
    const [group = '', , id, members = ''] = line.split(':')
    if (id === '' || Number(id) !== groupId) continue
    const isNow = process.getgroups?.().includes(groupId) ?? false
    const isWritten = members.split(',').includes(user)
    return { user, group, membership: isNow ? 'now' : isWritten ? 'later' : 'none' }
  }
  return { user }
}

function present<Key extends keyof PortFacts>(
  key: Key,
  value: PortFacts[Key] | undefined,
): Partial<PortFacts> {
  return value === undefined ? {} : { [key]: value }
}
