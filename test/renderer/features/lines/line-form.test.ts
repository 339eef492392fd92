import { describe, expect, it } from 'vitest'
import { faultsOf, paceOf, toForm, toInput } from '../../../../src/renderer/features/lines/line-form.ts'
import type { Line } from '../../../../src/shared/contract/lines.ts'

const modem: Line = {
  id: 2,
  name: 'Blue stick',
  kind: 'gsm-modem',
  settings: { address: '/dev/ttyUSB2', perMinute: 12 },
  secrets: ['pin'],
  priceMicros: 7500,
  currency: 'SEK',
  isDefault: true,
  state: 'closed',
  trouble: null,
  health: {},
}

describe('The form of a line', () => {
  it('gives back what it was made from', () => {
    const { id, name, kind, settings, priceMicros, currency, isDefault } = modem
    expect(toInput(toForm(modem, 'EUR'))).toEqual({
      id,
      name,
      kind,
      settings,
      priceMicros,
      currency,
      isDefault,
    })
  })

  it('keeps prices by country, and needs one elsewhere only where no country has its own', () => {
    const line: Line = { ...modem, priceMicros: null, countryPrices: { BE: 40_000, FR: 0 } }
    const form = toForm(line, 'EUR')
    expect(toInput(form)).toMatchObject({ priceMicros: null, countryPrices: { BE: 40_000, FR: 0 } })
    expect(faultsOf(form).size).toBe(0)
    form.countryPrices.push({ country: 'SE', price: null })
    expect([...faultsOf(form)]).toEqual(['countryPrices'])
    expect([...faultsOf({ ...form, countryPrices: [] })]).toEqual(['price'])
  })

  it('names what is missing in a new one', () => {
    expect([...faultsOf(toForm(undefined, 'EUR'))].sort()).toEqual(['address', 'name', 'price'])
  })

  it('refuses an address that is no address and a PIN that is no PIN', () => {
    const form = { ...toForm(modem, 'EUR'), address: 'http://modem', pin: '12' }
    expect([...faultsOf(form)].sort()).toEqual(['address', 'pin'])
    expect(faultsOf({ ...form, address: 'tcp://192.168.1.40:7000', pin: '' }).size).toBe(0)
  })

  it('keeps the stored PIN unless there is a new one or it is to go', () => {
    const form = toForm(modem, 'EUR')
    expect(form).toMatchObject({ pin: '', hasPin: true })
    const pinOf = (changes: object) => toInput({ ...form, ...changes }).settings['pin']
    expect([pinOf({}), pinOf({ pin: '4321' }), pinOf({ removesPin: true })]).toEqual([
      undefined,
      '4321',
      null,
    ])
    expect(faultsOf({ ...form, removesPin: true }).size).toBe(0)
    expect(toForm({ ...modem, secrets: [] }, 'EUR').hasPin).toBe(false)
  })

  it('knows no pace for settings that it cannot read', () => {
    expect(paceOf(modem)).toBe(12)
    expect(paceOf({ ...modem, kind: 'carrier-pigeon' })).toBeUndefined()
    expect(paceOf({ ...modem, settings: {} })).toBeUndefined()
  })
})
