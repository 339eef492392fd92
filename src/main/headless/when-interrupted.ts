/** Resolves when the process is asked to end: Ctrl-C, a closed terminal or a service manager. */
export function whenInterrupted(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}
