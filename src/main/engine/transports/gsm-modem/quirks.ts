/** What is special about the modems of one maker. */
export interface Quirks {
  /** Commands that silence chatter or bring indications to this port; a refusal means nothing. */
  readonly commands: readonly string[]
  /** How `AT+CUSD` takes a code. */
  readonly ussd: 'plain' | 'packed'
  /** Memories that reports are stored in, beside those of messages. */
  readonly reportMemory: 'SR' | undefined
}

interface Maker extends Quirks {
  readonly name: string
  /** Matches manufacturer and model, as `AT+CGMI` and `AT+CGMM` give them. */
  readonly pattern: RegExp
}

const PLAIN: Quirks = { commands: [], ussd: 'plain', reportMemory: 'SR' }

/** By maker; the first whose pattern matches counts. */
const MAKERS: readonly Maker[] = [
  // Signal and mode chatter off, indications to the port in use; USSD codes are packed septets.
  {
    ...PLAIN,
    name: 'huawei',
    pattern: /huawei|^e1[5-9]\d|^e3\d\d|^e17|^mu\d/i,
    commands: ['AT^CURC=0', 'AT^PORTSEL=1'],
    ussd: 'packed',
  },
  { ...PLAIN, name: 'zte', pattern: /zte|^mf\d/i, commands: ['AT+ZCDRUN=8', 'AT+ZOPRT=5'] },
  // A fixed speed, so that nothing is said at another one after an interruption.
  { ...PLAIN, name: 'simcom', pattern: /simcom|sim[789]\d\d|sim7/i, commands: ['AT+IPR=115200'] },
  {
    ...PLAIN,
    name: 'quectel',
    pattern: /quectel|^(ec2|bg9|m9|uc20)/i,
    commands: ['AT+QURCCFG="urcport","usbat"'],
  },
  { ...PLAIN, name: 'telit', pattern: /telit|^he910|^le910/i, commands: ['AT#NITZ=0'] },
  { ...PLAIN, name: 'sierra', pattern: /sierra|^mc7|^em7/i, commands: [] },
  {
    ...PLAIN,
    name: 'u-blox',
    pattern: /u-?blox|^sara|^lisa|^toby/i,
    commands: ['AT+UPSV=0'],
    reportMemory: undefined,
  },
  {
    ...PLAIN,
    name: 'cinterion',
    pattern: /cinterion|siemens|gemalto|thales|^(ehs|bgs|tc65|mc55)/i,
    commands: ['AT^SSMSS=1'],
  },
]

/** The quirks of a modem; none of an unknown one. */
export function quirksOf(manufacturer: string | undefined, model: string | undefined): Quirks {
  const words = [manufacturer ?? '', model ?? '']
  return MAKERS.find(({ pattern }) => words.some(word => pattern.test(word))) ?? PLAIN
}
