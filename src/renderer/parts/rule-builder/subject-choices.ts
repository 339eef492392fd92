import type { Subject } from './rule-subjects.ts'

/** The choices of a line, with the one that is chosen although it is gone. */
export function subjectChoices(
  subjects: readonly Subject[],
  chosen: number | undefined,
  nameGone: (id: number) => string,
): readonly Subject[] {
  if (chosen === undefined || subjects.some(({ value }) => value === chosen)) return subjects
  return [{ value: chosen, label: nameGone(chosen) }, ...subjects]
}
