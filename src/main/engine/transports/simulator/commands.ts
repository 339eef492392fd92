import { messageCommands } from './message-commands.ts'
import { resetSettings, type ModemState } from './modem-state.ts'
import { cmeError, ok, UNKNOWN_COMMAND, type Command, type Form, type Reply } from './replies.ts'

const NO_SIM = 10
const SIM_PIN_REQUIRED = 11
const SIM_PUK_REQUIRED = 12
/** Wrong PINs that a SIM takes before it is blocked. */
const MOST_WRONG_PINS = 3
/** 3GPP TS 27.007 §7.2. */
const REGISTRATION = { home: 1, searching: 2, denied: 3 } as const
const INCORRECT_PASSWORD = 16
const INCORRECT_PARAMETERS = 50

/** What works before the PIN was given. */
const WITHOUT_PIN = new Set([
  '+CPIN',
  '+CMEE',
  '+CGMI',
  '+CGMM',
  '+CGMR',
  '+CGSN',
  '+GMI',
  '+GMM',
  '+GMR',
  '+GSN',
  '+CFUN',
  '+CSQ',
  '+CBC',
  '+IPR',
  '+IFC',
])

const COMMANDS: Readonly<Record<string, Command>> = {
  '+CMEE': setting('+CMEE', '(0,1,2)', /^[012]$/),
  '+CREG': registration('+CREG'),
  '+CGREG': registration('+CGREG'),
  '+CEREG': registration('+CEREG'),
  '+CSCS': setting('+CSCS', '("GSM","HEX","IRA","UCS2")', /^"(GSM|HEX|IRA|UCS2)"$/),
  '+CFUN': setting('+CFUN', '(0,1,4),(0,1)', /^[014](,[01])?$/),
  '+IFC': setting('+IFC', '(0,2),(0,2)', /^[02](,[02])?$/),
  '+IPR': setting('+IPR', '(),(9600,115200)', /^\d+$/),
  '+CPIN': pin,
  '+CSQ': (state, { form }) =>
    form === 'test'
      ? ok('+CSQ: (0-31,99),(0-7,99)')
      : ok(`+CSQ: ${state.network === 'searching' ? 99 : 22},99`),
  '+COPS': (state, { form }) => {
    if (form === 'test') return ok('+COPS: (2,"Campanile","CAMP","00101")')
    return ok(state.network === 'home' ? '+COPS: 0,0,"Campanile"' : '+COPS: 0')
  },
  '+CBC': () => ok('+CBC: 0,100'),
  '+CGMI': word(() => 'Campanile'),
  '+CGMM': word(() => 'Simulated modem'),
  '+CGMR': word(() => '1.0'),
  '+CGSN': word(state => state.identity.imei),
  '+GMI': word(() => 'Campanile'),
  '+GMM': word(() => 'Simulated modem'),
  '+GMR': word(() => '1.0'),
  '+GSN': word(state => state.identity.imei),
  '+CIMI': word(state => state.identity.imsi),
  '+CCID': word(state => `+CCID: "8900${state.identity.imsi}"`),
  '+CUSD': (_, { form, parameters }) =>
    form === 'set' && parameters.length > 1
      ? { kind: 'answer', lines: [], final: 'OK', later: '+CUSD: 0,"Balance: 12.34",15' }
      : ok(...(form === 'test' ? ['+CUSD: (0-2)'] : [])),
  ...messageCommands(setting),
}

/** Runs one command line without its `AT`, chained commands and all; stops at the first that fails. */
export function runLine(state: ModemState, line: string): Reply {
  const lines: string[] = []
  let later: string | undefined
  for (const text of splitChain(line)) {
    const reply = text.startsWith('+') ? runExtended(state, text) : runBasic(state, text)
    if (reply.kind !== 'answer') return reply
    lines.push(...reply.lines)
    later = reply.later ?? later
    if (reply.final !== 'OK') return { ...reply, lines }
  }
  return { kind: 'answer', lines, final: 'OK', ...(later === undefined ? {} : { later }) }
}

/** `E0V1+CMEE=1;+CREG?` is four commands; a semicolon inside quotes ends none. */
function splitChain(line: string): string[] {
  const [, basics = '', extended = ''] = /^([^+]*)(.*)$/s.exec(line) ?? []
  const chained = extended.match(/(?:"[^"]*"|[^;"])+/g) ?? []
  return [...(basics.match(/&?[A-Z]\d*(=\d+)?|\S/gi) ?? []), ...chained]
}

function runBasic(state: ModemState, text: string): Reply {
  const command = text.toUpperCase()
  if (command === 'E0' || command === 'E') state.echo = false
  else if (command === 'E1') state.echo = true
  else if (/^(Z|&F)\d?$/.test(command)) resetSettings(state)
  else if (/^I\d?$/.test(command)) return ok('Campanile', 'Simulated modem', 'Revision: 1.0')
  else if (!/^(V1|Q0|X\d?|S\d+(=\d+)?|&[CDKSW]\d?|H0?|;)$/.test(command)) return UNKNOWN_COMMAND
  return ok()
}

function runExtended(state: ModemState, text: string): Reply {
  const own = state.answers[text.trim().toUpperCase()]
  if (own !== undefined) return own === 'ERROR' ? UNKNOWN_COMMAND : ok(...(own === '' ? [] : own.split('\n')))
  const [, name = '', operator = '', raw = ''] = /^(\+[A-Z]+)(=\?|\?|=|)(.*)$/is.exec(text.trim()) ?? []
  const key = name.toUpperCase()
  const command = Object.hasOwn(COMMANDS, key) ? COMMANDS[key] : undefined
  if (command === undefined) return UNKNOWN_COMMAND
  const locked = WITHOUT_PIN.has(key) ? undefined : lockOf(state)
  if (locked !== undefined) return cmeError(state, locked)
  const forms: Readonly<Record<string, Form>> = { '=?': 'test', '?': 'read', '=': 'set' }
  const parameters = raw.match(/"[^"]*"|[^,]+|(?<=,)(?=,|$)/g) ?? []
  return command(state, {
    form: forms[operator] ?? 'run',
    parameters: parameters.map(parameter => parameter.replaceAll('"', '').trim()),
    raw,
  })
}

/** A command that only keeps what it was given. */
function setting(name: string, offered: string, valid: RegExp): Command {
  return (state, { form, raw }) => {
    if (form === 'test') return ok(`${name}: ${offered}`)
    if (form === 'read') return ok(`${name}: ${state.settings.get(name) ?? ''}`)
    if (form === 'set' && !valid.test(raw)) return cmeError(state, INCORRECT_PARAMETERS)
    if (form === 'set') state.settings.set(name, raw)
    return ok()
  }
}

function registration(name: string): Command {
  const keep = setting(name, '(0-2)', /^[012]$/)
  return (state, call) =>
    call.form === 'read'
      ? ok(`${name}: ${state.settings.get(name) ?? '0'},${REGISTRATION[state.network]}`)
      : keep(state, call)
}

function word(value: (state: ModemState) => string): Command {
  return (state, { form }) => (form === 'test' ? ok() : ok(value(state)))
}

function pin(state: ModemState, { form, parameters }: Parameters<Command>[1]): Reply {
  if (form === 'test') return ok()
  if (state.sim === 'absent') return cmeError(state, NO_SIM)
  if (form === 'read') {
    const isBlocked = state.sim === 'puk'
    return ok(`+CPIN: ${isBlocked ? 'SIM PUK' : state.pin === undefined ? 'READY' : 'SIM PIN'}`)
  }
  if (state.sim === 'puk') return cmeError(state, SIM_PUK_REQUIRED)
  if (state.pin !== undefined && parameters[0] !== state.pin) {
    if (++state.wrongPins === MOST_WRONG_PINS) state.sim = 'puk'
    return cmeError(state, INCORRECT_PASSWORD)
  }
  state.pin = undefined
  state.wrongPins = 0
  return ok()
}

/** The number of the error with which everything is refused that needs the SIM. */
function lockOf({ sim, pin: asked }: ModemState): number | undefined {
  if (sim === 'absent') return NO_SIM
  if (sim === 'puk') return SIM_PUK_REQUIRED
  return asked === undefined ? undefined : SIM_PIN_REQUIRED
}
