import { builtinModules } from 'node:module'

/**
 * The walls of the house, as data. A file belongs to the first zone whose pattern it matches; a zone lists what its
 * files may import of ours, and which packages are kept out.
 * @typedef {object} Zone
 * @property {string} name
 * @property {RegExp} files paths from the project's folder, with slashes
 * @property {RegExp[]} mayImport paths of ours
 * @property {string} [because] shown with a violation
 * @property {boolean} [isPlain] true where neither Node nor its modules exist
 */

const shared = /^src\/shared\//
/** What both hosts share: the thread of the engine. */
const host = /^src\/main\/host\//
/** The engine, the modem in software that other programs can use, and serial ports for an engine in another thread. */
const engineDoor = /^src\/main\/engine\/(?:start|simulate|serial)\.ts$/

/** @type {Zone[]} */
export const zones = [
  {
    name: 'shared',
    files: shared,
    mayImport: [shared],
    because: 'src/shared imports nothing of ours',
    isPlain: true,
  },
  {
    name: 'engine',
    files: /^src\/main\/engine\//,
    // The sample people, quiet hours, time zones and countries of networks are data that is bundled.
    mayImport: [shared, /^src\/main\/engine\//, /^resources\/(?:networks|sample|time)\//],
    because: 'the engine knows no host: it imports src/shared alone',
  },
  {
    name: 'headless',
    files: /^src\/main\/headless\//,
    mayImport: [shared, engineDoor, host, /^src\/main\/headless\//],
    because: "a host imports src/shared and the engine's start.ts",
  },
  {
    name: 'desktop',
    files: /^src\/main\/(?:index\.ts$|desktop\/)/,
    mayImport: [shared, engineDoor, host, /^src\/main\/desktop\//],
    because: "a host imports src/shared and the engine's start.ts",
  },
  {
    name: 'host',
    files: /^src\/main\//,
    mayImport: [shared, engineDoor, host, /^package\.json$/],
    because: "a host imports src/shared and the engine's start.ts",
  },
  { name: 'preload', files: /^src\/preload\//, mayImport: [shared, /^src\/preload\//] },
  {
    name: 'kit',
    files: /^src\/renderer\/ui\//,
    mayImport: [shared, /^src\/renderer\/(?!features\/|parts\/)/],
    because: 'src/renderer/ui knows nothing of what is shown with it',
    isPlain: true,
  },
  {
    name: 'parts',
    files: /^src\/renderer\/parts\//,
    mayImport: [shared, /^src\/renderer\/(?!features\/)/],
    because: 'src/renderer/parts serves the features and imports none',
    isPlain: true,
  },
  {
    name: 'renderer',
    files: /^src\/renderer\//,
    mayImport: [shared, /^src\/renderer\//],
    because: 'the renderer imports src/shared alone',
    isPlain: true,
  },
]

/**
 * Packages with one home.
 * @type {{ packages: RegExp, homes: RegExp, because: string }[]}
 */
const homes = [
  {
    packages: /^electron$/,
    homes: /^src\/(?:main\/(?:index\.ts$|desktop\/)|preload\/)/,
    because: "only src/main/index.ts, src/main/desktop and src/preload import 'electron'",
  },
  {
    packages: /^(?:reka-ui|chart\.js|@tanstack\/)/,
    homes: /^src\/renderer\/ui\//,
    because: 'only src/renderer/ui imports the vendor kit and the chart library',
  },
  {
    packages: /^(?:@vue-flow\/|@dagrejs\/)/,
    homes: /^src\/renderer\/features\/workflows\//,
    because: 'only src/renderer/features/workflows imports the canvas library',
  },
]

const FEATURE = /^src\/renderer\/features\/([^/]+)\//

/**
 * Why a file of ours may not import another one; undefined where it may.
 * @param {string} from
 * @param {string} to
 */
export function findWall(from, to) {
  const zone = zones.find(candidate => candidate.files.test(from))
  if (!zone) return undefined
  if (!zone.mayImport.some(pattern => pattern.test(to))) {
    return zone.because ?? `src/${zone.name} may not import this`
  }
  const feature = FEATURE.exec(from)?.[1]
  const other = FEATURE.exec(to)?.[1]
  return feature && other && feature !== other ? 'a feature never imports another feature' : undefined
}

/**
 * Why a file of ours may not import a package; undefined where it may.
 * @param {string} from
 * @param {string} specifier
 */
export function findPackageWall(from, specifier) {
  const zone = zones.find(candidate => candidate.files.test(from))
  const name = specifier.split('?')[0] ?? specifier
  if (zone?.isPlain && isNodeModule(name)) return `src/${zone.name} runs where Node is not`
  const home = homes.find(entry => entry.packages.test(name))
  return home && zone && !home.homes.test(from) ? home.because : undefined
}

/** @param {string} name */
function isNodeModule(name) {
  return name.startsWith('node:') || builtinModules.includes(name)
}
