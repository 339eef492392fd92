/**
 * Why a person, whatever number they have, gets no message: `blocked` from everything, or `suspended`, who gets
 * no advertising and may get a message that is none.
 */
export const personBlocks = ['blocked', 'suspended'] as const
export type PersonBlock = (typeof personBlocks)[number]
