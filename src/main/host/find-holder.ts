import { readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { listNames } from './list-names.ts'

/** Services that take every new port for themselves. */
const takers: readonly string[] = ['ModemManager', 'brltty']

/** This program holds the port itself. */
const own = 'own'

/**
 * The name of the program that has a device open; `own` for this one. Linux shows only programs of the same user, unless
 * this one runs as root: undefined where nobody is seen.
 * @param device without links in its path
 */
export async function findHolder(device: string, root = '/'): Promise<string | undefined> {
  for (const id of await listProcesses(root)) {
    if (!(await hasOpen(join(root, 'proc', id, 'fd'), device))) continue
    return Number(id) === process.pid ? own : readName(root, id)
  }
  return undefined
}

/** Those of the services that take ports which are running. */
export async function findSuspects(root = '/'): Promise<string[]> {
  const names = await Promise.all((await listProcesses(root)).map(id => readName(root, id)))
  return takers.filter(name => names.includes(name))
}

async function listProcesses(root: string): Promise<string[]> {
  return (await listNames(join(root, 'proc'))).filter(name => /^\d+$/.test(name))
}

async function hasOpen(folder: string, device: string): Promise<boolean> {
  for (const name of await listNames(folder)) {
    if ((await readlink(join(folder, name)).catch(() => '')) === device) return true
  }
  return false
}

async function readName(root: string, id: string): Promise<string | undefined> {
  const name = await readFile(join(root, 'proc', id, 'comm'), 'utf8').catch(() => '')
  return name.trim() === '' ? undefined : name.trim()
}
