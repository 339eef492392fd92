import { describe, expect, it } from 'vitest'

const components = Object.entries(
  import.meta.glob<string>(['../../src/renderer/{features,parts,shell}/**/*.vue'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)

/** Classes that a component styles by themselves; what stands behind another class is bound to it. */
function stylesOf(component: string): string[] {
  const style = /<style>([\s\S]*?)<\/style>/.exec(component)?.[1] ?? ''
  return [...style.matchAll(/^\.([a-z][\w-]*)(?=\s*[,{])/gm)].map(match => match[1] ?? '')
}

describe('the styles of components', () => {
  it('are found by this test', () => {
    expect(components.flatMap(([, text]) => stylesOf(text)).length).toBeGreaterThan(300)
  })

  it('never meet under the name of one class, whichever screen was opened first', () => {
    const homes = new Map<string, string[]>()
    for (const [path, text] of components) {
      for (const name of new Set(stylesOf(text))) homes.set(name, [...(homes.get(name) ?? []), path])
    }
    expect([...homes].filter(([, paths]) => paths.length > 1)).toEqual([])
  })
})
