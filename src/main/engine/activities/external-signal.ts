import { fitsParameter, type ExternalSignalSettings } from '../../../shared/activities/external-signal.ts'
import { UserError } from '../../../shared/errors.ts'
import type { ActivityRunner, Variables } from './activity-runner.ts'
import { passInbound } from './pass-inbound.ts'

/** Says that the signal has come. What it brings are the variables that the run begins with. */
export const externalSignalRunner: ActivityRunner<'external-signal'> = {
  missing: {},
  check: () => [],
  receive,
  async execute(_settings, step) {
    return { kind: 'finished', outputs: { fired: passInbound(step) } }
  },
}

function receive({ parameters }: ExternalSignalSettings, given: Variables): Variables {
  for (const [name, value] of Object.entries(given)) {
    const declared = parameters.find(parameter => parameter.name === name)
    if (!declared) throw new UserError('workflow/signal-parameter-unknown', { name })
    if (!fitsParameter(declared, value)) {
      throw new UserError('workflow/signal-parameter-type', { name, type: declared.type })
    }
  }
  const missing = parameters.find(({ name, isRequired }) => isRequired && !Object.hasOwn(given, name))
  if (missing) throw new UserError('workflow/signal-parameter-missing', { name: missing.name })
  return given
}
