import vue from '@vitejs/plugin-vue'
import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'

const here = import.meta.dirname

export default defineConfig({
  main: {
    build: {
      rollupOptions: {
        input: {
          index: resolve(here, 'src/main/index.ts'),
          campanile: resolve(here, 'src/main/headless/campanile.ts'),
          'engine-worker': resolve(here, 'src/main/host/worker.ts'),
        },
        // Beside each other, because a host finds the engine's worker next to the file that starts it.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      rollupOptions: {
        input: { index: resolve(here, 'src/preload/index.ts') },
        // A sandboxed preload cannot be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(here, 'src/renderer'),
    plugins: [vue()],
    build: {
      minify: true,
      rollupOptions: { input: { index: resolve(here, 'src/renderer/index.html') } },
    },
  },
})
