import { describe, expect, it } from 'vitest'
import { findObstacle } from '../../../scripts/lib/find-electron.mjs'

describe('a window', () => {
  it.each([
    ['win32', {}, undefined],
    ['darwin', {}, undefined],
    ['linux', { DISPLAY: ':0' }, 1000],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000],
  ] as const)('can open on %s with %j', (platform, env, user) => {
    expect(findObstacle(env, platform, user)).toBeUndefined()
  })

  it('needs a display on Linux', () => {
    expect(findObstacle({}, 'linux', 1000)).toContain('display')
  })

  it('does not open for root', () => {
    expect(findObstacle({ DISPLAY: ':0' }, 'linux', 0)).toContain('root')
  })
})
