/** Why a number must not be texted. */
export const suppressionCauses = ['manual'] as const
export type SuppressionCause = (typeof suppressionCauses)[number]
