/**
 * Why a person of the target gets no message, in the order in which preparation looks. All causes of a
 * person are kept; the first counts.
 */
export const exclusionCauses = [
  'no-phone',
  'invalid-number',
  'not-textable',
  'suppressed',
  'blocked',
  'not-on-list',
  'custom-filter',
  'duplicate-number',
  'frequency-cap',
  'control-group',
  'no-date',
  'date-past',
  'required-field-empty',
  'render-failed',
  'empty-text',
  'too-many-parts',
  'invalid-sender',
  'already-addressed',
] as const
export type ExclusionCause = (typeof exclusionCauses)[number]
