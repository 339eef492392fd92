import type { Page } from 'playwright-core'

/** Waits until everything drawn is on disk: the mark's words wait for a slow save, its state does not. */
export async function waitUntilSaved(page: Page): Promise<void> {
  await page.locator('.save-mark[aria-busy="false"]', { hasText: 'Saved' }).waitFor()
}
