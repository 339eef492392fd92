import sparticuz from '@sparticuz/chromium'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { root } from './lib/paths.mjs'
import { icoSizes, packIcns, packIco } from './lib/pack-icons.mjs'

/** Draws `resources/icons/campanile.svg` in every size that a system asks for. Linux only, by its Chromium. */
const folder = join(root, 'resources', 'icons')
const drawing = readFileSync(join(folder, 'campanile.svg'), 'utf8')
const kept = [16, 32, 48, 64, 128, 256, 512, 1024]

const browser = await chromium.launch({
  executablePath: await sparticuz.executablePath(),
  args: sparticuz.args,
})
const page = await browser.newPage()
/** @type {Map<number, Buffer>} */
const images = new Map()
for (const size of new Set([...kept, ...icoSizes])) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`,
  )
  images.set(size, await page.screenshot({ omitBackground: true }))
}
await browser.close()

for (const size of kept) writeFileSync(join(folder, `${size}x${size}.png`), images.get(size) ?? '')
writeFileSync(join(folder, 'icon.png'), images.get(1024) ?? '')
writeFileSync(join(folder, 'icon.ico'), packIco(images))
writeFileSync(join(folder, 'icon.icns'), packIcns(images))
