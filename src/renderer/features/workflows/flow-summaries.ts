import { end } from '../../../shared/activities/end.ts'
import { readNamedOutlets } from '../../../shared/activities/named-outlet.ts'
import { wait } from '../../../shared/activities/wait.ts'
import { scheduleSchema } from '../../../shared/schedule/schedule.ts'
import { dayWord, describeSchedule, timeWord } from '../../parts/schedule/index.ts'
import { summaryKey as key, type Summary } from './summary-key.ts'

type Settings = Readonly<Record<string, unknown>>

/** What activities are set to that say when and where a workflow goes on. */
export const flowSummaries = {
  start: (): Summary => key('start'),
  end: endSummary,
  scheduler: schedulerSummary,
  wait: waitSummary,
  fork: ({ branches }: Settings): Summary => key('branches', readNamedOutlets(branches).length),
  'and-join': (): Summary => key('joinAll'),
  test: ({ branches }: Settings): Summary => key('branches', readNamedOutlets(branches).length),
  approval: ({ question }: Settings): Summary => plain(question, 'noQuestion'),
  'jump-out': ({ name }: Settings): Summary => plain(name, 'noJump'),
  'jump-in': ({ name }: Settings): Summary => plain(name, 'noJump'),
  'external-signal': ({ parameters }: Settings): Summary => {
    const count = Array.isArray(parameters) ? parameters.length : 0
    return count === 0 ? key('signal') : key('parameters', count)
  },
} as const

function plain(value: unknown, otherwise: string): Summary {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? key(otherwise) : { kind: 'plain', text }
}

function endSummary(settings: Settings): Summary {
  const { stopsRun, signal } = end.settings.safeParse(settings).data ?? { stopsRun: false, signal: null }
  if (signal) return key(stopsRun ? 'endBoth' : 'endSignal')
  return key(stopsRun ? 'endRun' : 'endBranch')
}

function schedulerSummary({ schedule }: Settings): Summary {
  const { data } = scheduleSchema.safeParse(schedule)
  return data ? { kind: 'said', say: words => describeSchedule(data, words) } : key('noSchedule')
}

const lengths = { minutes: 'waitMinutes', hours: 'waitHours', days: 'waitDays', weeks: 'waitWeeks' } as const

function waitSummary(settings: Settings): Summary {
  const { data } = wait.settings.safeParse(settings)
  if (!data) return key('noWait')
  if (data.until === 'duration') return key(lengths[data.duration.unit], data.duration.amount)
  if (data.until === 'date') {
    return { kind: 'said', say: ({ t }) => t('workflows.summary.byDate', { field: data.field }) }
  }
  return {
    kind: 'said',
    say(words) {
      const at = `${dayWord(data.day, words)} ${timeWord(data.time, words)}`
      return words.t('workflows.summary.untilMoment', { at })
    },
  }
}
