/** What quitting depends on. */
export interface LeavingTools {
  /** Whether messages are leaving at this moment. */
  isSending(): Promise<boolean>
  /** Whether the person wants to quit all the same. */
  ask(): Promise<boolean>
  /** Begins to quit once more. */
  quit(): void
}

/** Whether the program is about to end. */
export interface Leaving {
  readonly isDecided: boolean
  /** True where quitting may go on; otherwise it is asked first whether it may, and then begun once more. */
  mayLeave(): boolean
  /** Leaves without a question: nobody is asked while the machine is being shut down. */
  leaveNow(): void
  /** The person has thought better of it. */
  stay(): void
}

/** Nobody ends a delivery by closing a window without being told. */
export function createLeaving({ isSending, ask, quit }: LeavingTools): Leaving {
  let state: 'here' | 'asking' | 'leaving' = 'here'

  async function decide(): Promise<void> {
    // An engine that does not answer keeps nobody here.
    const isBusy = await isSending().catch(() => false)
    const wants = !isBusy || (await ask())
    // The machine may have been shut down meanwhile.
    if (state !== 'asking') return
    if (!wants) {
      state = 'here'
      return
    }
    state = 'leaving'
    quit()
  }
  return {
    get isDecided() {
      return state === 'leaving'
    },
    mayLeave() {
      if (state === 'here') {
        state = 'asking'
        void decide()
        return false
      }
      return state === 'leaving'
    },
    leaveNow() {
      state = 'leaving'
      quit()
    },
    stay: () => void (state = 'here'),
  }
}
