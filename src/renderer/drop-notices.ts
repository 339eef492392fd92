import type { Router } from 'vue-router'
import { useToasts } from './ui/index.ts'

/** Lets go of the notices of a page once another one is open: what went wrong there is no news here. */
export function dropNotices(router: Router): void {
  const { leavePage } = useToasts()
  router.afterEach((to, from, failure) => {
    if (!failure && to.path !== from.path) leavePage()
  })
}
