import { mount, type ComponentMountingOptions } from '@vue/test-utils'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n } from '../../../src/renderer/i18n/index.ts'

/** Mounts a kit component with texts and a router, attached to the page so that focus works. */
export function mountKit<T extends Component>(component: T, options: ComponentMountingOptions<T> = {}) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
  })
  return mount(component, {
    ...(options as object),
    attachTo: document.body,
    global: { plugins: [i18n, router] },
  })
}
