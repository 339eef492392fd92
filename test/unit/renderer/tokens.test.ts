import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const file = new URL('../../../src/renderer/styles/tokens.css', import.meta.url)
const tokens = readFileSync(file, 'utf8')

type Theme = Readonly<Record<string, string>>

const [normal = '', contrast = ''] = tokens.split(":root[data-contrast='more']")

function readTheme(css: string, scheme: 1 | 2): Theme {
  const pairs = css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)
  return Object.fromEntries([...pairs].map(match => [match[1] ?? '', match[scheme + 1] ?? '']))
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2, 1.4.3: the ratio of two colours. */
function ratio(theme: Theme, one: string, other: string): number {
  const [a = '', b = ''] = [theme[one], theme[other]]
  if (!a || !b) throw new Error(`There is no --${one} or no --${other}.`)
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const surfaces = ['canvas', 'sidebar', 'surface', 'sunken', 'raised', 'hover']
const states = ['queued', 'accepted', 'delivered', 'failed', 'unknown', 'excluded']
const words = ['text', 'text-soft', 'text-faint', 'accent', 'accent-hover', 'danger', 'caution', ...states]
const tinted = [...states, 'accent', 'danger', 'caution']

const themes: readonly (readonly [string, Theme])[] = [
  ['light', readTheme(normal, 1)],
  ['dark', readTheme(normal, 2)],
  ['light high contrast', { ...readTheme(normal, 1), ...readTheme(contrast, 1) }],
  ['dark high contrast', { ...readTheme(normal, 2), ...readTheme(contrast, 2) }],
]

describe.each(themes)('The %s theme', (_name, theme) => {
  it.each(words)('shows --%s readably on every surface', word => {
    for (const surface of surfaces) expect(ratio(theme, word, surface), surface).toBeGreaterThanOrEqual(4.5)
  })

  it.each(tinted)('shows --%s and text readably on its tint', word => {
    for (const on of [word, 'text', 'text-soft']) {
      expect(ratio(theme, on, `${word}-tint`), on).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('shows the words on filled buttons readably', () => {
    for (const fill of ['accent', 'accent-hover'])
      expect(ratio(theme, 'on-accent', fill)).toBeGreaterThanOrEqual(4.5)
    for (const fill of ['danger', 'danger-hover'])
      expect(ratio(theme, 'on-danger', fill)).toBeGreaterThanOrEqual(4.5)
  })

  it('bounds controls visibly', () => {
    for (const surface of surfaces) expect(ratio(theme, 'line-strong', surface)).toBeGreaterThanOrEqual(3)
  })

  it('has a colour of its own for each state', () => {
    expect(new Set(states.map(state => theme[state])).size).toBe(states.length)
  })
})
