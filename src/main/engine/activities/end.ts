import type { EndSettings, SignalValue } from '../../../shared/activities/end.ts'
import { fitsParameter, type SignalParameter } from '../../../shared/activities/external-signal.ts'
import { isBehindSignal } from '../../../shared/workflow/behind-signal.ts'
import type {
  ActivityRunner,
  CheckFacts,
  Place,
  SettingsProblem,
  SignalTarget,
  Step,
  StepEffect,
  Variables,
} from './activity-runner.ts'

type Signal = NonNullable<EndSettings['signal']>

/** Ends a branch; the rest of the run too where it is told so. */
export const endRunner: ActivityRunner<'end'> = {
  missing: { 'signal.workflowId': 'signal-workflow-none' },
  check: ({ signal }, facts, place) => (signal ? checkSignal(signal, facts, place) : []),
  async execute({ stopsRun, signal }, step) {
    const effects: StepEffect[] = []
    if (signal) {
      effects.push({
        kind: 'signal',
        workflowId: signal.workflowId,
        parameters: parametersOf(signal, step),
      })
    }
    if (stopsRun) effects.push({ kind: 'end-run' })
    return { kind: 'finished', outputs: {}, effects }
  },
}

/** A variable that the run does not have is not sent. */
function parametersOf({ parameters }: Signal, step: Step): Variables {
  const entries = parameters.flatMap(({ name, value }) => {
    const found = valueOf(value, step)
    return found === undefined ? [] : [[name, found] as const]
  })
  return Object.fromEntries(entries)
}

function valueOf(value: SignalValue, { variables, inbound, context }: Step): Variables[string] | undefined {
  if (value.from === 'value') return value.value
  if (value.from === 'variable') return variables[value.variable]
  const count = context.workspace.sql.prepare('SELECT count FROM populations WHERE id = ?').pluck()
  return Number(count.get(inbound[0]?.populationId) ?? 0)
}

function checkSignal(
  signal: Signal,
  { findSignal }: CheckFacts,
  { document, activityId }: Place,
): SettingsProblem[] {
  const target = findSignal(signal.workflowId)
  if (!target) return [{ code: 'signal-workflow-gone', path: 'signal.workflowId' }]
  const { name, signals } = target
  if (signals.length === 0) return [{ code: 'signal-none', path: 'signal.workflowId', data: { name } }]
  // Signals that come back begin one run after another without end.
  if (target.comesBack && isBehindSignal(document, activityId)) {
    return [{ code: 'signal-circle', path: 'signal.workflowId', data: { name } }]
  }
  return checkParameters(signal, target)
}

/** A signal goes to all External signals of the other workflow, so each of them has to take it. */
function checkParameters(
  { parameters }: Signal,
  { name: workflow, signals }: SignalTarget,
): SettingsProblem[] {
  const find = (declared: readonly SignalParameter[], name: string) => declared.find(one => one.name === name)
  const isUnknown = (name: string): boolean => !signals.every(declared => find(declared, name))
  const missing = signals.flatMap(declared => declared.filter(one => one.isRequired)).map(({ name }) => name)
  const problem =
    (code: string) =>
    (name: string): SettingsProblem => {
      return { code, path: 'signal.parameters', data: { name, workflow } }
    }
  const unfit = parameters.filter(({ name, value }) => {
    if (value.from === 'variable' || isUnknown(name)) return false
    const sent = value.from === 'people' ? 0 : value.value
    return !signals.every(declared => fitsParameter(find(declared, name) ?? { type: 'text' }, sent))
  })
  const names = parameters.map(({ name }) => name)
  return [
    ...names.filter(isUnknown).map(problem('signal-parameter-unknown')),
    ...[...new Set(missing)].filter(name => !names.includes(name)).map(problem('signal-parameter-missing')),
    ...unfit.map(({ name }) => name).map(problem('signal-parameter-type')),
  ]
}
