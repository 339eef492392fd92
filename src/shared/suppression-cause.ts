/** Why a number must not be texted: somebody decided so, or its owner answered with STOP. */
export const suppressionCauses = ['manual', 'stop'] as const
export type SuppressionCause = (typeof suppressionCauses)[number]
