/** A table of states, each with the moves that leave it; a misspelt target does not compile. */
export function defineLifecycle<const T extends { [S in keyof T]: Record<string, keyof T> }>(table: T): T {
  return table
}

/** States of a lifecycle. */
export type StateOf<T> = keyof T & string

/** Names of all moves of a lifecycle. */
export type MoveOf<T> = { [S in keyof T]: keyof T[S] }[keyof T] & string

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The state that a move leads to, or undefined where it is not allowed. */
export function targetOf<T extends Table>(
  life: T,
  from: StateOf<T>,
  move: MoveOf<T>,
): StateOf<T> | undefined {
  const moves = life[from]
  return moves && Object.hasOwn(moves, move) ? moves[move] : undefined
}

/** Whether a move is allowed: buttons are enabled from this. */
export function canMove<T extends Table>(life: T, from: StateOf<T>, move: MoveOf<T>): boolean {
  return targetOf(life, from, move) !== undefined
}

/** The states that a move may leave from. */
export function sourcesOf<T extends Table>(life: T, move: MoveOf<T>): StateOf<T>[] {
  return Object.keys(life).filter(state => canMove(life, state, move))
}
