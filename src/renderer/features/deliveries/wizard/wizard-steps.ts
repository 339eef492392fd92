/** What the wizard asks for, in this order. */
export const wizardSteps = ['people', 'message', 'time', 'rules', 'review'] as const
export type WizardStep = (typeof wizardSteps)[number]

/** The step of an address; the first where it names none. */
export function stepOf(name: unknown): WizardStep {
  return wizardSteps.find(step => step === name) ?? 'people'
}

/** The step behind another; undefined behind the last. */
export function stepAfter(step: WizardStep): WizardStep | undefined {
  return wizardSteps[wizardSteps.indexOf(step) + 1]
}

/** The step before another; undefined before the first. */
export function stepBefore(step: WizardStep): WizardStep | undefined {
  return wizardSteps[wizardSteps.indexOf(step) - 1]
}
