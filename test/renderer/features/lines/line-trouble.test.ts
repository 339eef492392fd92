import { mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { i18n, messages, type Language } from '../../../../src/renderer/i18n/index.ts'
import type { Line } from '../../../../src/shared/contract/lines.ts'
import { explainPort } from '../../../../src/shared/lines/explain-port.ts'
import { portCauses, portSteps, type PortFacts } from '../../../../src/shared/lines/port-advice.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

let facts: PortFacts
let code: string
const engine = standInForEngine({ 'lines.explain': () => explainPort(code, facts) ?? null })
const { default: LineTrouble } = await import('../../../../src/renderer/features/lines/LineTrouble.vue')

beforeEach(() => {
  i18n.global.locale.value = 'en'
  engine.calls.length = 0
})

async function show(why: string, known: Partial<PortFacts> = {}) {
  code = why
  facts = { platform: 'linux', address: '/dev/ttyUSB0', ports: [], ...known }
  const line = { id: 1, state: 'broken', trouble: { code, data: {} }, settings: {} } as unknown as Line
  const banner = mount(LineTrouble, { props: { line }, global: { plugins: [i18n] } })
  await vi.waitFor(() => expect(engine.calls).toHaveLength(1))
  return banner
}

it.each<readonly [string, Partial<PortFacts>, string, string]>([
  [
    'port-permission',
    { group: 'dialout', user: 'anna', membership: 'none' },
    'anna may not open /dev/ttyUSB0: the port belongs to the group dialout.',
    'sudo usermod -aG dialout anna',
  ],
  [
    'port-busy',
    { holder: 'ModemManager' },
    'The service ModemManager takes every modem for itself, this one too.',
    'sudo systemctl disable --now ModemManager',
  ],
  ['port-busy', { holder: 'minicom' }, 'The program minicom has /dev/ttyUSB0 open.', 'Close that program'],
  [
    'port-missing',
    { ports: ['/dev/ttyUSB3'] },
    'There is nothing at /dev/ttyUSB0 now. Other ports are there: /dev/ttyUSB3.',
    'Try one of the ports that are there: /dev/ttyUSB3.',
  ],
  [
    'port-missing',
    { stick: 'network-card' },
    'The stick that is plugged in works as a network card (HiLink).',
    'stick mode',
  ],
  [
    'port-busy',
    { platform: 'win32', address: 'COM12' },
    'Another program has COM12 open',
    'Close the program that came with the modem',
  ],
  [
    'port-missing',
    { platform: 'darwin', address: '/dev/tty.usbmodem1' },
    'The same modem can be used at /dev/cu.usbmodem1.',
    'Write /dev/cu.usbmodem1 as the address.',
  ],
])('A line with %s says why and what to do', async (why, known, cause, step) => {
  const banner = await show(why, known)
  await vi.waitFor(() => expect(banner.text()).toContain(cause))
  expect(banner.text()).toContain(step)
})

it('keeps the sentence of a trouble that is not one of the port', async () => {
  const banner = await show('modem-puk-needed')
  expect(banner.text()).toContain('The SIM is blocked and asks for its PUK.')
  expect(banner.find('ol').exists()).toBe(false)
})

it('has a sentence for each cause and each step in every language', () => {
  for (const language of Object.keys(messages) as Language[]) {
    i18n.global.locale.value = language
    for (const cause of portCauses) expect(i18n.global.te(`lines.port.cause.${cause}`), cause).toBe(true)
    for (const step of portSteps) expect(i18n.global.te(`lines.port.step.${step}`), step).toBe(true)
  }
})

it('A modem that its network does not have says so and what to look at', async () => {
  const line = {
    id: 1,
    name: 'A',
    state: 'ready',
    trouble: null,
    settings: {},
    health: { registered: false },
  }
  const banner = mount(LineTrouble, {
    props: { line: line as unknown as Line },
    global: { plugins: [i18n] },
  })
  expect(banner.text()).toContain('The modem has no network.')
  expect(banner.text()).toContain('whether the SIM is still valid')
  await banner.setProps({ line: { ...line, health: { registered: true } } as unknown as Line })
  expect(banner.text()).toBe('')
})
