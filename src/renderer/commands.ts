import { onBeforeUnmount, onMounted, shallowReactive, type Component } from 'vue'

/** Something that the command palette offers, and that its keys run from anywhere. */
export interface Command {
  /** Stable, e.g. `people.import`; a later command with the same id replaces the earlier one. */
  readonly id: string
  /** A function, because the language may change. */
  readonly label: () => string
  readonly icon?: Component | undefined
  /** E.g. `Mod+Shift+N`; single keys act only while nothing is being typed. */
  readonly keys?: string | undefined
  /** Heading in the palette. */
  readonly group?: (() => string) | undefined
  readonly run: () => unknown
}

const registered = shallowReactive(new Map<string, Command>())

/** All commands of this moment, in the order of their registration. */
export function allCommands(): readonly Command[] {
  return [...registered.values()]
}

/** Adds commands; the returned function takes them away. */
export function registerCommands(commands: readonly Command[]): () => void {
  for (const command of commands) registered.set(command.id, command)
  return () => {
    for (const command of commands) {
      if (registered.get(command.id) === command) registered.delete(command.id)
    }
  }
}

/** Adds commands while the calling component is on screen. */
export function useCommands(commands: readonly Command[]): void {
  let remove: (() => void) | undefined
  onMounted(() => (remove = registerCommands(commands)))
  onBeforeUnmount(() => remove?.())
}

/** Keys that a part of a screen binds itself, for the list of all keys. */
export interface KeyHint {
  readonly keys: readonly string[]
  readonly label: () => string
  readonly group: () => string
}

const hinted = shallowReactive(new Set<KeyHint>())

/** Keys that parts of the screen bind at this moment. */
export function allKeyHints(): readonly KeyHint[] {
  return [...hinted]
}

/** Lists keys while the calling component is on screen. */
export function useKeyHints(hints: readonly KeyHint[]): void {
  onMounted(() => {
    for (const hint of hints) hinted.add(hint)
  })
  onBeforeUnmount(() => {
    for (const hint of hints) hinted.delete(hint)
  })
}
