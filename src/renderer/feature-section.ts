import type { Component } from 'vue'
import type { Router, RouteRecordRaw } from 'vue-router'
import type { Command } from './commands.ts'

/** How a feature appears in the sidebar. */
export interface FeatureSection {
  readonly id: string
  readonly icon: Component
  /** Position from the top: people 10, audiences 20, workflows 30, deliveries 40, lines 70, settings 90. */
  readonly order: number
  /** Its name, as a key of the texts. */
  readonly labelKey: string
  /** Where it opens; `/` and its id when absent. */
  readonly to?: string | undefined
}

/** What a feature's `routes.ts` may export. */
export interface FeatureModule {
  readonly routes?: readonly RouteRecordRaw[]
  readonly section?: FeatureSection
  /** Commands that exist on every screen, e.g. "Import people". */
  readonly commands?: (router: Router) => readonly Command[]
  /** Runs once, when the application starts: what a feature does whichever screen is open. */
  readonly start?: () => void
}

/** Every feature that is there: one appears by having a `routes.ts`. */
export const features: readonly FeatureModule[] = Object.values(
  import.meta.glob<FeatureModule>('./features/*/routes.ts', { eager: true }),
)

/** The sidebar from top to bottom. */
export const sections: readonly FeatureSection[] = features
  .flatMap(feature => (feature.section ? [feature.section] : []))
  .sort((a, b) => a.order - b.order)

/** Where a section opens. */
export function sectionPath(section: FeatureSection): string {
  return section.to ?? `/${section.id}`
}
