import type { Router } from 'vue-router'
import { UserError } from '../shared/errors.ts'
import { client } from './host.ts'
import { showError } from './parts/errors/index.ts'

/** Which screen the page was loaded anew for, so that one that stays broken does not load it for ever. */
const reloadedFor = 'campanile-reloaded-for'

/**
 * Opens screens whose code did not arrive. A browser remembers for as long as a page lives that a module could not
 * be fetched, so the page is loaded anew at the wanted screen, as soon as the engine is there again.
 */
export function recoverScreens(router: Router): void {
  const missing = new WeakSet()
  let wanted: string | undefined
  window.addEventListener('vite:preloadError', event => missing.add(event.payload))

  function reload(): void {
    if (wanted === undefined) return
    sessionStorage.setItem(reloadedFor, wanted)
    history.pushState(null, '', router.resolve(wanted).href)
    location.reload()
  }

  router.onError((error: unknown, to) => {
    const isMissing = typeof error === 'object' && error !== null && missing.has(error)
    const isConnected = client.state === 'connected'
    if (!isMissing || (isConnected && sessionStorage.getItem(reloadedFor) === to.fullPath)) {
      return showError(error)
    }
    wanted = to.fullPath
    if (isConnected) reload()
    else showError(new UserError('app/screen-missing'))
  })
  router.afterEach((_to, _from, failure) => {
    if (failure) return
    wanted = undefined
    sessionStorage.removeItem(reloadedFor)
  })
  client.onState(state => {
    if (state === 'connected') reload()
  })
}
