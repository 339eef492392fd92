import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkHouse } from '../../../scripts/lib/check-house.mjs'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'house-'))
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

const neighbours = [
  'src/shared/rule.ts',
  'src/main/engine/start.ts',
  'src/main/engine/people/add.ts',
  'src/main/host/thread.ts',
  'src/main/desktop/window.ts',
  'src/main/headless/serve.ts',
  'src/renderer/ui/Button.vue',
  'src/renderer/features/people/PeopleTable.vue',
  'src/renderer/features/lines/LineList.vue',
]

function plant(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries({
    ...Object.fromEntries(neighbours.map(neighbour => [neighbour, ''])),
    ...files,
  })) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
}

function findFaults(): string[] {
  return checkHouse(root).faults.map(fault => `${fault.file}:${fault.line} ${fault.text}`)
}

describe('the walls of the house', () => {
  it.each([
    ['src/shared/a.ts', "import { x } from '../main/engine/people/add.ts'"],
    ['src/shared/a.ts', "import { x } from '../renderer/ui/Button.vue'"],
    ['src/shared/a.ts', "import { readFileSync } from 'node:fs'"],
    ['src/shared/a.ts', "import { readFileSync } from 'fs'"],
    ['src/shared/a.ts', "import { app } from 'electron'"],
    ['src/main/engine/a.ts', "import { x } from '../host/thread.ts'"],
    ['src/main/engine/a.ts', "import { x } from '../headless/serve.ts'"],
    ['src/main/engine/a.ts', "import { app } from 'electron'"],
    ['src/main/headless/a.ts', "import { x } from '../engine/people/add.ts'"],
    ['src/main/headless/a.ts', "import type { X } from '../engine/people/add.ts'"],
    ['src/main/headless/a.ts', "import { x } from '../desktop/window.ts'"],
    ['src/main/headless/a.ts', "import { app } from 'electron'"],
    ['src/main/desktop/a.ts', "import { x } from '../engine/people/add.ts'"],
    ['src/main/desktop/a.ts', "import { x } from '../headless/serve.ts'"],
    ['src/main/index.ts', "import { x } from './engine/people/add.ts'"],
    ['src/main/host/a.ts', "import { x } from '../engine/people/add.ts'"],
    ['src/preload/a.ts', "import { x } from '../main/engine/start.ts'"],
    ['src/renderer/a.ts', "import { x } from '../main/engine/start.ts'"],
    ['src/renderer/a.ts', "import { x } from 'node:path'"],
    ['src/renderer/a.ts', "import { ipcRenderer } from 'electron'"],
    ['src/renderer/features/people/a.ts', "import Lines from '../lines/LineList.vue'"],
    ['src/renderer/features/people/a.ts', "const Lines = () => import('../lines/LineList.vue')"],
    ['src/renderer/features/people/a.ts', "export { Lines } from '../lines/LineList.vue'"],
    ['src/renderer/features/people/a.ts', "import { DialogRoot } from 'reka-ui'"],
    ['src/renderer/features/people/a.ts', "import { Chart } from 'chart.js/auto'"],
    ['src/renderer/features/people/a.ts', "import { useVirtualizer } from '@tanstack/vue-virtual'"],
    ['src/renderer/ui/a.ts', "import { VueFlow } from '@vue-flow/core'"],
    ['src/renderer/ui/a.ts', "import { VueFlow } from './Missing.vue'"],
    ['src/renderer/ui/a.ts', "import { x } from '../../shared/rule'"],
  ])('stop %s from writing %s', (file, text) => {
    plant({ [file]: `const before = 1\n${text}\n` })
    expect(findFaults()).toEqual([expect.stringContaining(`${file}:2 imports`)])
  })

  it.each([
    ['src/shared/a.ts', "import { x } from './rule.ts'"],
    ['src/shared/a.ts', "import { z } from 'zod'"],
    ['src/main/engine/a.ts', "import { x } from '../../shared/rule.ts'\nimport fs from 'node:fs'"],
    ['src/main/engine/a.ts', "import sql from './people/add.ts?raw'"],
    [
      'src/main/index.ts',
      "import './desktop/window.ts'\nimport './host/thread.ts'\nimport { app } from 'electron'",
    ],
    ['src/main/headless/a.ts', "import { start } from '../engine/start.ts'\nimport './serve.ts'"],
    ['src/main/host/a.ts', "import worker from './thread.ts?nodeWorker'"],
    ['src/preload/index.ts', "import { ipcRenderer } from 'electron'"],
    ['src/renderer/ui/a.ts', "import { DialogRoot } from 'reka-ui'"],
    [
      'src/renderer/features/people/a.ts',
      "import Button from '../../ui/Button.vue'\nimport './PeopleTable.vue'",
    ],
    ['src/renderer/features/workflows/a.ts', "import { VueFlow } from '@vue-flow/core'"],
    ['src/shared/a.ts', "// import { app } from 'electron'\nexport const text = \"import 'electron'\""],
  ])('let %s write %s', (file, text) => {
    plant({ [file]: `${text}\n` })
    expect(findFaults()).toEqual([])
  })

  it('are seen in both scripts of a component, at the right line', () => {
    plant({
      'src/renderer/features/people/A.vue': [
        '<template>',
        "  <p>import x from 'electron'</p>",
        '</template>',
        '<script lang="ts">',
        "import '../lines/LineList.vue'",
        '</script>',
        '<script setup lang="ts">',
        "import { DialogRoot } from 'reka-ui'",
        '</script>',
      ].join('\n'),
    })
    expect(findFaults()).toEqual([
      expect.stringContaining('A.vue:5 imports'),
      expect.stringContaining('A.vue:8 imports'),
    ])
  })
})

describe('circles', () => {
  it('are named once, with every file on the way', () => {
    plant({
      'src/shared/a.ts': "import './b.ts'",
      'src/shared/b.ts': "import './c.ts'",
      'src/shared/c.ts': "import type { A } from './a.ts'",
      'src/shared/d.ts': "import './a.ts'\nimport './b.ts'",
    })
    expect(findFaults()).toEqual([
      'src/shared/a.ts:1 a circle: src/shared/a.ts → src/shared/b.ts → src/shared/c.ts → src/shared/a.ts',
    ])
  })

  it('are not seen where two ways lead to one file', () => {
    plant({
      'src/shared/a.ts': "import './b.ts'\nimport './c.ts'",
      'src/shared/b.ts': "import './d.ts'",
      'src/shared/c.ts': "import './d.ts'",
      'src/shared/d.ts': '',
    })
    expect(findFaults()).toEqual([])
  })
})
