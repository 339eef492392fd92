/** Why a person of the target gets no message, in the order in which preparation looks (design §9). */
export const exclusionCauses = [
  'no-phone',
  'invalid-number',
  'not-textable',
  'suppressed',
  'duplicate-number',
  'required-field-empty',
  'render-failed',
  'empty-text',
  'too-many-parts',
] as const
export type ExclusionCause = (typeof exclusionCauses)[number]
