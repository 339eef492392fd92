import { join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const outDir = join(root, 'out/test')

/** Bundles `engine-child.ts`, whose migrations plain Node could not load, and gives the path of the bundle. */
export async function buildEngineChild(): Promise<string> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'test/support/engine-child.ts'),
      outDir,
      emptyOutDir: true,
      minify: false,
      rollupOptions: { output: { entryFileNames: 'engine-child.js' } },
    },
  })
  return join(outDir, 'engine-child.js')
}
