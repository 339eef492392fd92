import { createRouter, createWebHashHistory, type Router } from 'vue-router'
import { features, sectionPath, sections } from './feature-section.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the window's title. */
    titleKey?: string
    /** Id of the section that is marked in the sidebar. */
    section?: string
  }
}

/** The router over all features; it opens where the person was, else at the first section. */
export function createAppRouter(lastPath: () => string): Router {
  const router = createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/', redirect: () => startPath() },
      ...features.flatMap(feature => feature.routes ?? []),
      {
        path: '/:rest(.*)*',
        name: 'not-found',
        component: () => import('./shell/NotFoundScreen.vue'),
        meta: { titleKey: 'app.notFound' },
      },
    ],
  })

  function startPath(): string {
    const last = lastPath()
    const isKnown = last !== '' && last !== '/' && router.resolve(last).name !== 'not-found'
    if (isKnown) return last
    return sections[0] ? sectionPath(sections[0]) : '/settings'
  }

  return router
}
