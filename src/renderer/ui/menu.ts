import type { Component } from 'vue'

/** One line of a menu; `'separator'` draws a hairline. */
export type MenuItem =
  | 'separator'
  | {
      readonly label: string
      readonly icon?: Component | undefined
      /** Shown at the right, e.g. `Mod+C`; the menu does not bind it. */
      readonly keys?: string | undefined
      readonly danger?: boolean | undefined
      readonly disabled?: boolean | undefined
      /** Makes it a switch, with a tick while it is on; choosing it leaves the menu open. */
      readonly checked?: boolean | undefined
      readonly run: () => void
    }
