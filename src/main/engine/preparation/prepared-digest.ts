import { createHash } from 'node:crypto'

/** What is hashed so far. */
interface Digested {
  digest: string
}

/** Adds a piece to what the digest stands for. The pieces have to be cut alike each time. */
export function foldDigest(tally: Digested, piece: string): void {
  tally.digest = createHash('sha256').update(tally.digest).update(piece).digest('hex')
}

/** Of the messages, and of everything beside them that is confirmed. */
export function concludeDigest({ digest }: Readonly<Digested>, beside: object): string {
  return createHash('sha256').update(digest).update(JSON.stringify(beside)).digest('hex')
}
