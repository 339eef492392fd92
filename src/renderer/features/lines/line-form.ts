import { limitsToForm, limitsToSettings, type LimitsForm } from './limits-form.ts'
import type { Line } from '../../../shared/contract/lines.ts'
import { judgeAddress } from '../../../shared/lines/judge-address.ts'
import { isLineKind, LINES, partsPerMinute, type LineKind } from '../../../shared/lines/index.ts'
import { fromMicros, toMicros } from '../../../shared/money.ts'

/** A line as it stands in the form; numbers that are empty are null. */
export interface LineForm extends LimitsForm {
  readonly id: number | undefined
  name: string
  kind: LineKind
  address: string
  /** A new one; empty keeps what is stored. */
  pin: string
  /** Whether one is stored: it is never shown again. */
  readonly hasPin: boolean
  /** Takes the stored one away. */
  removesPin: boolean
  latencyMs: number | null
  speed: number | null
  serviceCentre: string
  balanceCode: string
  /** The name that messages come from, where the line can have one. */
  sender: string
  /** Units of the currency for one part; null where only countries have a price. */
  price: number | null
  countryPrices: CountryPriceRow[]
  currency: string
  isDefault: boolean
}

/** What one part to a country costs; a row that is not filled in yet lacks either. */
export interface CountryPriceRow {
  country: string | undefined
  price: number | null
}

/** Fields of the form that can be wrong. */
export type LineFieldName =
  | 'name'
  | 'address'
  | 'pin'
  | 'latencyMs'
  | 'speed'
  | 'perMinute'
  | 'delay'
  | 'hours'
  | 'dailyCap'
  | 'monthlyCap'
  | 'serviceCentre'
  | 'balanceCode'
  | 'sender'
  | 'price'
  | 'countryPrices'

/** The form of a line that is there, or of a new one. */
export function toForm(line: Line | undefined, currency: string): LineForm {
  const settings = line?.settings ?? {}
  const kind = line && isLineKind(line.kind) ? line.kind : 'gsm-modem'
  return {
    id: line?.id,
    name: line?.name ?? '',
    kind,
    address: textOf(settings['address']),
    pin: '',
    hasPin: line?.secrets.includes('pin') ?? false,
    removesPin: false,
    latencyMs: Number(settings['latencyMs'] ?? 5),
    speed: Number(settings['speed'] ?? 1),
    perMinute: Number(settings['perMinute'] ?? 0),
    ...limitsToForm(settings),
    serviceCentre: textOf(settings['serviceCentre']),
    balanceCode: textOf(settings['balanceCode']),
    sender: textOf(settings['sender']),
    price: line?.priceMicros == null ? null : fromMicros(line.priceMicros),
    countryPrices: Object.entries(line?.countryPrices ?? {}).map(([country, micros]) => {
      return { country, price: fromMicros(micros) }
    }),
    currency: line?.currency ?? currency,
    isDefault: line?.isDefault ?? false,
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The settings of its kind, as the engine takes them: without a PIN it keeps the stored one, null removes that. */
export function settingsOf(form: LineForm): Record<string, unknown> {
  const limits = limitsToSettings(form)
  if (form.kind === 'simulator') {
    const sender = form.sender.trim()
    const name = sender === '' ? {} : { sender }
    return { latencyMs: form.latencyMs, ...limits, speed: form.speed, ...name }
  }
  const settings = {
    address: form.address.trim(),
    ...limits,
    ...given('serviceCentre', form.serviceCentre),
    ...given('balanceCode', form.balanceCode),
  }
  if (form.removesPin) return { ...settings, pin: null }
  return form.pin === '' ? settings : { ...settings, pin: form.pin }
}

function given(name: string, text: string): Record<string, string> {
  const trimmed = text.replace(/\s/g, '')
  return trimmed === '' ? {} : { [name]: trimmed }
}

/** Names of the fields that the engine would refuse; empty when the form can be saved. */
export function faultsOf(form: LineForm): ReadonlySet<LineFieldName> {
  const faults = new Set<LineFieldName>()
  if (form.name.trim() === '') faults.add('name')
  const { countryPrices } = form
  if (form.price === null && countryPrices.length === 0) faults.add('price')
  if (countryPrices.some(row => !row.country || row.price === null)) faults.add('countryPrices')
  if (form.kind === 'gsm-modem' && judgeAddress(form.address)) faults.add('address')
  const parsed = LINES[form.kind].settings.safeParse(withoutRemovals(settingsOf(form)))
  for (const issue of parsed.error?.issues ?? []) faults.add(String(issue.path[0]) as LineFieldName)
  return faults
}

function withoutRemovals(settings: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null))
}

/** What `lines.save` takes. */
export function toInput(form: LineForm) {
  return {
    ...(form.id === undefined ? {} : { id: form.id }),
    name: form.name.trim(),
    kind: form.kind,
    settings: settingsOf(form),
    priceMicros: form.price === null ? null : toMicros(form.price),
    ...(form.countryPrices.length > 0 ? { countryPrices: pricesOf(form) } : {}),
    currency: form.currency,
    isDefault: form.isDefault,
  }
}

function pricesOf({ countryPrices }: LineForm): Record<string, number> {
  const entries = countryPrices.map(({ country = '', price }) => [country, toMicros(price ?? 0)] as const)
  return Object.fromEntries(entries)
}

/** Parts a minute to reckon with, or undefined for settings that this version cannot read. */
export function paceOf(line: Line): number | undefined {
  if (!isLineKind(line.kind)) return undefined
  try {
    return partsPerMinute(line.kind, line.settings)
  } catch {
    return undefined
  }
}

/** Whether a person limits the pace, or the line goes as fast as it answers. */
export function isPaced(line: Line): boolean {
  return Number(line.settings['perMinute'] ?? 0) > 0
}
