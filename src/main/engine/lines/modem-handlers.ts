import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { lineCalls } from '../../../shared/contract/lines.ts'
import { dayOf } from '../../../shared/calendar-day.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { askBalance, readBalance } from './ask-balance.ts'
import type { SimulatedPeople } from '../transports/transport.ts'
import type { Lines } from './create-lines.ts'
import { controlsOf } from './idle-line.ts'
import { awaitsSince } from '../outbox/awaits-since.ts'
import { readUsage } from '../outbox/sim-usage.ts'
import { forgetKnownSim } from './known-sim.ts'
import { sendTestMessage } from './send-test-message.ts'
import { toFoundModem } from './to-found-modem.ts'

/** Commands that send, lock, dial, restart, or leave the conversation in another state than the driver knows. */
const forbidden =
  /\+(CMGS|CMGW|CMGC|CMSS|CNMA|CMGF|CMGD|CPMS|CPIN|CLCK|CPWD|CFUN|CSCS|CNMI|CSMS|CRESET)\b(?!=?\?)|\^(RESET|SMSO)|^AT(D|Z|&F|A|O|E|H)|\+\+\+/i
/** What gives a modem a value, which only `=?` does not: it may transfer credit, change a PIN, or leave the network. */
const assignment = /=(?!\?)/

type Calls = Pick<
  typeof lineCalls,
  | 'lines.discover'
  | 'lines.tryPort'
  | 'lines.explain'
  | 'lines.acceptSim'
  | 'lines.record'
  | 'lines.log'
  | 'lines.command'
  | 'lines.askBalance'
  | 'lines.sendTest'
  | 'lines.phones'
  | 'lines.phone'
  | 'lines.changePerson'
  | 'lines.answerAs'
>

/** Answers the calls about modems beside sending. */
export function modemHandlers(context: EngineContext, lines: Lines): HandlersOf<Calls> {
  const { sql } = context.workspace
  const usageOf = (id: number) => {
    const moment = { now: context.clock.now(), timeZone: context.clock.timeZone() }
    return readUsage(sql, { sim: lines.simOf(id), day: dayOf(moment) })
  }
  return {
    'lines.discover': async ({ again }) => (await lines.findModems(again)).map(toFoundModem),
    'lines.tryPort': ({ address }) => lines.tryPort(address),
    'lines.explain': ({ id }) => lines.explain(id),
    'lines.acceptSim': async ({ id }) => {
      lines.get(id)
      forgetKnownSim(sql, id)
      return lines.test(id)
    },
    'lines.record': ({ id }) => {
      const { samples, counts } = lines.recordOf(id)
      return {
        samples: [...samples],
        counts: { ...counts },
        balance: readBalance(sql, id),
        usage: usageOf(id),
        awaitsSince: awaitsSince(sql, id),
      }
    },
    'lines.log': ({ id, reveals }) => lines.recordOf(id).entries(reveals),
    'lines.command': async ({ id, text }) => {
      if (!/^AT/i.test(text) || forbidden.test(text) || assignment.test(text))
        throw new UserError('line/command-refused')
      return [...(await controlsOf(lines, id).command(text))]
    },
    'lines.askBalance': ({ id }) => askBalance(context, lines.get(id), controlsOf(lines, id)),
    ...phoneHandlers(lines),
    'lines.sendTest': test => sendTestMessage(context, lines, test),
  }
}

type PhoneCalls = 'lines.phones' | 'lines.phone' | 'lines.changePerson' | 'lines.answerAs'

function phoneHandlers(lines: Lines): HandlersOf<Pick<typeof lineCalls, PhoneCalls>> {
  const find = (id: number): SimulatedPeople | undefined => lines.transportOf(lines.get(id).id)?.people
  const need = (id: number): SimulatedPeople => {
    const people = find(id)
    if (people === undefined) throw new UserError('line/not-ready', { line: lines.get(id).name })
    return people
  }
  return {
    'lines.phones': ({ id }) => [...(find(id)?.phones() ?? [])],
    'lines.phone': ({ id, phone }) => [...(find(id)?.messages(phone) ?? [])],
    'lines.changePerson': ({ id, phone, person }) => {
      need(id).change(phone, person)
      return {}
    },
    'lines.answerAs': ({ id, phone, text }) => {
      need(id).say(phone, text)
      return {}
    },
  }
}
