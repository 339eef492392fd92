import { contract } from '../shared/contract/index.ts'
import type { Desktop } from '../shared/contract/desktop.ts'
import { createBrowserDesktop, openSocketChannel } from './hosts/browser-desktop.ts'
import { openPortChannel } from './hosts/electron-desktop.ts'
import { EngineLink } from './hosts/engine-link.ts'

const bridge = window.campanileDesktop

/** What only the host can do: dialogs, notifications, theme, keeping awake. */
export const desktop: Desktop = bridge ?? createBrowserDesktop()

/** The engine: typed calls and pushes, through whichever channel this host has. */
export const client = new EngineLink(contract, () => (bridge ? openPortChannel(bridge) : openSocketChannel()))
