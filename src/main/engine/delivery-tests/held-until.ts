/**
 * When a message is due whose text is not chosen yet: never, by the clocks of JavaScript. It is queued like any other, so
 * stopping cancels it and a validity that is over lets it expire, but nothing finds it that sends.
 */
export const heldUntil = 8_640_000_000_000_000
