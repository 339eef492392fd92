import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import { everyone, type Condition, type FieldCondition, type Rule } from '../../../../src/shared/rule.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

const fields = [
  { key: 'first_name', label: 'First name', type: 'text', isBuiltIn: true },
  { key: 'country', label: 'Country', type: 'text', isBuiltIn: true },
  { key: 'age', label: 'Age', type: 'number', isBuiltIn: false },
  { key: 'birthday', label: 'Birthday', type: 'date', isBuiltIn: false },
  { key: 'member', label: 'Member', type: 'boolean', isBuiltIn: false },
]
const person = {
  id: 1,
  phone: '+31612345678',
  phoneInput: null,
  phoneType: null,
  phoneProblem: null,
  country: 'NL',
  firstName: 'Anna',
  lastName: 'de Vries',
  language: 'nl',
  timeZone: null,
  fields: {},
  createdAt: 0,
}
let countAnswer: (input: { rule: Rule }) => unknown = () => ({ count: 600, samples: [person] })
let explainAnswer: (input: { rule: Rule }) => unknown = () => ({ holds: true, items: [] })
const engine = standInForEngine({
  'people.fields': () => fields,
  'audiences.count': (input: never) => countAnswer(input),
  'audiences.list': () => [{ id: 7, name: 'Members' }],
  'deliveries.list': () => [{ id: 3, label: 'Spring', createdAt: 0 }],
  'imports.list': () => [],
  'people.tags': () => [
    { id: 4, name: 'Choir', people: 3 },
    { id: 5, name: 'Board', people: 1 },
  ],
  'subscriptionLists.list': () => [{ id: 6, name: 'News' }],
  'people.page': () => ({ total: 1, rows: [person] }),
  'audiences.explain': (input: never) => explainAnswer(input),
  'audiences.values': () => [
    { value: 'NL', count: 150 },
    { value: 'BE', count: 120 },
  ],
})
const { default: RuleBuilder } = await import('../../../../src/renderer/parts/rule-builder/RuleBuilder.vue')

const asked = () => engine.calls.filter(call => call.call === 'audiences.count')
const settled = () => vi.waitFor(() => expect(asked().length).toBeGreaterThan(0))

async function open(rule: Rule = everyone) {
  const wrapper = mount(RuleBuilder, {
    attachTo: document.body,
    global: { plugins: [i18n] },
    props: {
      modelValue: rule,
      'onUpdate:modelValue': (next: Rule) => wrapper.setProps({ modelValue: next }),
    },
  })
  await settled()
  await vi.waitFor(() =>
    expect(wrapper.find('.rule-group-foot button').attributes('disabled')).toBeUndefined(),
  )
  return wrapper
}

const withConditions = (...items: Condition[]): Rule => ({
  version: 3,
  root: { type: 'group', match: 'all', items },
})
const ofField = (field: string, rest: Partial<FieldCondition> = {}): FieldCondition => ({
  type: 'field',
  field,
  operator: 'is',
  ...rest,
})

describe('rule builder', () => {
  beforeEach(() => {
    document.body.innerHTML = ''
    engine.calls.length = 0
    countAnswer = () => ({ count: 600, samples: [person] })
  })

  it('says that everyone is in while there is no condition, and shows the exact count with people', async () => {
    const wrapper = await open()
    await vi.waitFor(() => expect(wrapper.text()).toContain('600'))
    expect(wrapper.text()).toContain('everyone is in')
    expect(wrapper.text()).toContain('Anna de Vries')
  })

  it('adds a condition on a field and puts the keyboard into it', async () => {
    const wrapper = await open()
    await wrapper.findAll('.rule-group-foot button').at(0)?.trigger('click')
    await nextTick()
    await nextTick()
    expect(wrapper.props('modelValue').root.items).toEqual([ofField('country')])
    expect(document.activeElement?.tagName).toBe('SELECT')
  })

  it('offers the operators of the type of the field', async () => {
    const wrapper = await open(
      withConditions(ofField('age', { value: 3 }), ofField('member', { value: 'true' })),
    )
    const options = wrapper
      .findAll('.rule-operator')
      .map(select => select.findAll('option').map(o => o.text()))
    expect(options[0]).toContain('is more than')
    expect(options[1]).not.toContain('is more than')
  })

  it('names comparisons of dates as before and after', async () => {
    const wrapper = await open(withConditions(ofField('birthday', { value: '2000-01-01' })))
    expect(wrapper.find('.rule-operator').text()).toContain('is before')
    expect(wrapper.find('input[type=date]').exists()).toBe(true)
  })

  it('drops the value when another field is chosen and keeps the operator where it makes sense', async () => {
    const wrapper = await open(withConditions(ofField('first_name', { operator: 'is-not', value: 'Anna' })))
    await wrapper.find('.rule-field').setValue('age')
    expect(wrapper.props('modelValue').root.items).toEqual([ofField('age', { operator: 'is-not' })])
  })

  it('has no value for a comparison that needs none', async () => {
    const wrapper = await open(withConditions(ofField('first_name', { value: 'Anna' })))
    await wrapper.find('.rule-operator').setValue('is-empty')
    expect(wrapper.props('modelValue').root.items).toEqual([ofField('first_name', { operator: 'is-empty' })])
    expect(wrapper.find('.rule-value').exists()).toBe(false)
  })

  it('leaves unfinished conditions out of the count and says so', async () => {
    const wrapper = await open(withConditions(ofField('age', { value: 18 }), ofField('first_name')))
    expect(asked().at(0)?.input).toMatchObject({ rule: withConditions(ofField('age', { value: 18 })) })
    expect(wrapper.text()).toContain('One condition has no value yet')
  })

  it('nests groups and joins them as all, any or except', async () => {
    const wrapper = await open(withConditions(ofField('age', { value: 18 })))
    await wrapper.findAll('.rule-group-foot button').at(1)?.trigger('click')
    await wrapper.findAll('input[type=radio][value=none]').at(1)?.setValue(true)
    expect(wrapper.props('modelValue').root.items[1]).toMatchObject({ type: 'group', match: 'none' })
  })

  it('keeps the last count on screen while a newer one is on its way, and drops late answers', async () => {
    const wrapper = await open(withConditions(ofField('age', { value: 18 })))
    await vi.waitFor(() => expect(wrapper.text()).toContain('600'))
    const waiting: ((answer: unknown) => void)[] = []
    countAnswer = () => new Promise(resolve => waiting.push(resolve))
    await wrapper.setProps({ modelValue: withConditions(ofField('age', { value: 19 })) })
    await vi.waitFor(() => expect(waiting).toHaveLength(1))
    expect(wrapper.find('.rule-count-number').text()).toContain('600')
    await wrapper.setProps({ modelValue: withConditions(ofField('age', { value: 20 })) })
    await vi.waitFor(() => expect(waiting).toHaveLength(2))
    waiting.at(1)?.({ count: 20, samples: [] })
    await vi.waitFor(() => expect(wrapper.find('.rule-count-number').text()).toContain('20'))
    waiting.at(0)?.({ count: 19, samples: [] })
    await nextTick()
    expect(wrapper.find('.rule-count-number').text()).toContain('20')
  })

  it('explains a code and takes the name of a country for its code', async () => {
    const wrapper = await open(withConditions(ofField('country')))
    const input = wrapper.find<HTMLInputElement>('[role=combobox]')
    input.element.focus()
    await input.setValue('netherlands')
    await vi.waitFor(() => expect(wrapper.findAll('[role=option]')).toHaveLength(1))
    await input.trigger('blur')
    expect(wrapper.props('modelValue').root.items).toEqual([ofField('country', { value: 'NL' })])
    expect(wrapper.find('.rule-meaning').text()).toBe('Netherlands')
  })

  it('shows a condition on a field that no longer exists and lets it be removed', async () => {
    const wrapper = await open(withConditions(ofField('shoe_size', { value: '44' })))
    expect(wrapper.text()).toContain('shoe_size (no longer exists)')
    await wrapper.find('.rule-remove').trigger('click')
    expect(wrapper.props('modelValue').root.items).toEqual([])
  })

  it('offers what else a line can be about under its own heads, and nothing that there is none of', async () => {
    const wrapper = await open(withConditions(ofField('age', { value: 18 })))
    await vi.waitFor(() => expect(wrapper.find('.rule-field').text()).toContain('Audience'))
    const heads = wrapper.findAll('.rule-field optgroup').map(group => group.attributes('label'))
    expect(heads).toEqual([
      'Fields',
      'Number',
      'Tags',
      'Audiences',
      'Consent',
      'Deliveries',
      'Replies',
      'Links',
    ])
  })

  it('asks about tags: each is added from the list and taken away again', async () => {
    const wrapper = await open(withConditions({ type: 'tag', operator: 'has-all', tagIds: [4, 9] }))
    await vi.waitFor(() => expect(wrapper.find('.rule-tag-list').text()).toContain('Choir'))
    expect(wrapper.find('.rule-tag-list').text()).toContain('No longer exists')
    await wrapper.find('.rule-tags input').trigger('click')
    await vi.waitFor(() => expect(document.body.textContent).toContain('Board'))
    await wrapper.find('[aria-label="Take Choir out of the condition"]').trigger('click')
    expect(wrapper.props('modelValue').root.items).toEqual([
      { type: 'tag', operator: 'has-all', tagIds: [9] },
    ])
    await wrapper.find('.rule-operator').setValue('has-none')
    expect(wrapper.props('modelValue').root.items).toMatchObject([{ operator: 'has-none' }])
  })

  it('asks where people stand with a list, and since when where that has a meaning', async () => {
    const wrapper = await open(withConditions(ofField('age', { value: 18 })))
    await vi.waitFor(() => expect(wrapper.find('.rule-field').text()).toContain('Subscription list'))
    await wrapper.find('.rule-field').setValue(':subscription')
    const fresh = { type: 'subscription', operator: 'is', status: 'subscribed', since: 'any' }
    expect(wrapper.props('modelValue').root.items).toEqual([fresh])
    await wrapper.find('.rule-period').setValue('after')
    expect(wrapper.text()).toContain('One condition has no value yet')
    await wrapper.find('.rule-day').setValue('2026-05-01')
    await wrapper.find('.rule-operator').setValue('is:unsubscribed')
    expect(wrapper.props('modelValue').root.items).toEqual([
      { ...fresh, status: 'unsubscribed', since: 'after', day: '2026-05-01' },
    ])
    await wrapper.find('.rule-operator').setValue('is-not:subscribed')
    expect(wrapper.find('.rule-period').exists()).toBe(false)
    expect(wrapper.props('modelValue').root.items).toEqual([{ ...fresh, operator: 'is-not' }])
  })

  it('asks about links: which, in which delivery, and when', async () => {
    const wrapper = await open(withConditions({ type: 'click', period: 'ever' }))
    await wrapper.find('.rule-operator').setValue('contains')
    expect(wrapper.text()).toContain('One condition has no value yet')
    await wrapper.find('input.rule-subject').setValue('example.com/spring')
    await wrapper.find('.rule-period').setValue('never')
    expect(wrapper.props('modelValue').root.items).toEqual([
      { type: 'click', url: 'example.com/spring', period: 'never', days: undefined },
    ])
  })

  it('asks whether a number is suppressed, and why', async () => {
    const wrapper = await open(withConditions({ type: 'suppressed', operator: 'is' }))
    await wrapper.find('.rule-operator').setValue('is-not')
    await wrapper.find('select.rule-subject').setValue('manual')
    const expected = { type: 'suppressed', operator: 'is-not', cause: 'manual' }
    expect(wrapper.props('modelValue').root.items).toEqual([expected])
    await wrapper.find('select.rule-subject').setValue('')
    expect(wrapper.props('modelValue').root.items).toEqual([{ type: 'suppressed', operator: 'is-not' }])
  })

  it('asks whether a person is blocked, and from what', async () => {
    const wrapper = await open(withConditions(ofField('age', { value: 18 })))
    await wrapper.find('.rule-field').setValue(':blocked')
    expect(wrapper.props('modelValue').root.items).toEqual([{ type: 'blocked', operator: 'is' }])
    await wrapper.find('select.rule-subject').setValue('suspended')
    const expected = { type: 'blocked', operator: 'is', block: 'suspended' }
    expect(wrapper.props('modelValue').root.items).toEqual([expected])
  })

  it('asks about deliveries: what happened, when, and how often', async () => {
    const wrapper = await open(withConditions(ofField('age', { value: 18 })))
    await wrapper.find('.rule-field').setValue(':delivery')
    const fresh = { type: 'delivery', event: 'sent', period: 'ever', times: 1 }
    expect(wrapper.props('modelValue').root.items).toEqual([fresh])
    await wrapper.find('.rule-operator').setValue('delivered')
    await wrapper.find('.rule-period').setValue('in-last-days')
    expect(wrapper.text()).toContain('One condition has no value yet')
    await wrapper.find('.rule-days input').setValue('30')
    await wrapper.find('.rule-times input').setValue('2')
    expect(wrapper.props('modelValue').root.items).toMatchObject([
      { type: 'delivery', event: 'delivered', period: 'in-last-days', days: 30, times: 2 },
    ])
  })

  it('asks about replies, any or with a text', async () => {
    const wrapper = await open(withConditions(ofField('age', { value: 18 })))
    await wrapper.find('.rule-field').setValue(':reply')
    await wrapper.find('.rule-operator').setValue('contains')
    await wrapper.find('.rule-subject input, input.rule-subject').setValue('yes')
    expect(wrapper.props('modelValue').root.items).toMatchObject([
      { type: 'reply', text: 'yes', period: 'ever' },
    ])
  })

  it('takes several values, one a line, and keeps them when one value becomes a list', async () => {
    const wrapper = await open(withConditions(ofField('first_name', { value: 'Anna' })))
    await wrapper.find('.rule-operator').setValue('is-one-of')
    expect(wrapper.props('modelValue').root.items).toEqual([
      ofField('first_name', { operator: 'is-one-of', value: ['Anna'] }),
    ])
    await wrapper.find('textarea').setValue('Anna\nDe Vries, Jan\n\n')
    expect(wrapper.props('modelValue').root.items).toMatchObject([{ value: ['Anna', 'De Vries, Jan'] }])
  })

  it('shows at every line why a person is in or out, in words', async () => {
    explainAnswer = () => ({ holds: false, items: [{ holds: true }, { holds: null }] })
    const wrapper = await open(
      withConditions(ofField('first_name', { value: 'Anna' }), ofField('age', { operator: 'greater' })),
    )
    await wrapper.find('.rule-why button').trigger('click')
    await nextTick()
    await wrapper.find('.rule-why input').setValue('anna')
    await wrapper.find('.rule-why input').trigger('keydown', { key: 'Enter' })
    await vi.waitFor(() => expect(wrapper.find('.rule-why-found button').exists()).toBe(true))
    await wrapper.find('.rule-why-found button').trigger('click')
    await vi.waitFor(() => expect(wrapper.find('.rule-why').text()).toContain('Anna de Vries is out'))
    const verdicts = wrapper.findAll('.rule-verdict').map(verdict => verdict.text())
    expect(verdicts).toEqual(['Holdshas “Anna”', 'Not finished, so not askedhas no value'])
  })

  it('shows fifty people where ten are not enough', async () => {
    const wrapper = await open()
    await vi.waitFor(() => expect(wrapper.text()).toContain('and 599 more'))
    await wrapper.find('.rule-more button').trigger('click')
    await vi.waitFor(() => expect(asked().at(-1)?.input).toMatchObject({ samples: 50 }))
  })
})
