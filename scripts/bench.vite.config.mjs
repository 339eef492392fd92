import { join } from 'node:path'
import { defineConfig } from 'vite'
import { root } from './lib/paths.mjs'

/** The benchmarks run as they would be shipped: bundled, with the packages left outside. */
export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: join(root, 'bench', 'index.ts'),
    outDir: join(root, 'out', 'bench'),
    emptyOutDir: true,
    target: 'node24',
    rollupOptions: {
      // The index asks every file beside it for a `benchmark`, and some have none.
      shimMissingExports: true,
      output: { entryFileNames: 'index.js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
})
