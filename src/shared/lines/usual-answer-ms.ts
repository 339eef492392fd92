/** A network answers within a few seconds, and a while later for many parts: what takes longer is worth telling. */
export const usualAnswerMs = 15_000
