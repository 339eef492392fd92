/** How much a line may send, and when, as it stands in the form. */
export interface LimitsForm {
  /** Messages a minute; 0 is as fast as the line answers. */
  perMinute: number | null
  /** Seconds between a message and the next, by chance within these; null is none. */
  delayLeast: number | null
  delayMost: number | null
  /** Hours of the day in which it sends, `HH:MM`; empty is any. */
  hoursFrom: string
  hoursTo: string
  /** Parts that the SIM may send in a day and in a month; null is no cap. */
  dailyCap: number | null
  monthlyCap: number | null
}

/** The limits among stored settings. */
export function limitsToForm(settings: Readonly<Record<string, unknown>>): Omit<LimitsForm, 'perMinute'> {
  const { delay, hours, dailyCap, monthlyCap } = settings as {
    readonly delay?: { readonly least: number; readonly most: number }
    readonly hours?: { readonly from: string; readonly to: string }
    readonly dailyCap?: number
    readonly monthlyCap?: number
  }
  return {
    delayLeast: delay?.least ?? null,
    delayMost: delay?.most ?? null,
    hoursFrom: hours?.from ?? '',
    hoursTo: hours?.to ?? '',
    dailyCap: dailyCap ?? null,
    monthlyCap: monthlyCap ?? null,
  }
}

/** The limits as settings; what is empty does not limit. */
export function limitsToSettings(form: LimitsForm): Record<string, unknown> {
  const { delayLeast, delayMost, hoursFrom, hoursTo, dailyCap, monthlyCap } = form
  // Half of a pair means what is there: no less, or no more.
  const delay = { least: delayLeast ?? 0, most: delayMost ?? delayLeast ?? 0 }
  const hours = { from: hoursFrom || '00:00', to: hoursTo || '00:00' }
  return {
    perMinute: form.perMinute ?? 0,
    ...(delayLeast === null && delayMost === null ? {} : { delay }),
    ...(hoursFrom === '' && hoursTo === '' ? {} : { hours }),
    ...(dailyCap === null ? {} : { dailyCap }),
    ...(monthlyCap === null ? {} : { monthlyCap }),
  }
}
