import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Audience } from '../../../shared/contract/audiences.ts'
import { everyone, type Rule } from '../../../shared/rule.ts'
import { client } from '../../host.ts'
import { countUnfinished } from '../../parts/rule-builder/rule-edits.ts'
import { expiresAfter, expiryDay } from './expiry-day.ts'

/** An audience while it is edited. */
export interface AudienceEditor {
  readonly stored: Readonly<ShallowRef<Audience | null>>
  readonly name: Ref<string>
  readonly rule: Ref<Rule>
  /** The last day on which it counts, empty for no end. */
  readonly lastDay: Ref<string>
  readonly isLoading: Readonly<Ref<boolean>>
  readonly isSaving: Readonly<Ref<boolean>>
  readonly failure: Readonly<ShallowRef<unknown>>
  readonly isChanged: ComputedRef<boolean>
  readonly canSave: ComputedRef<boolean>
  readonly load: () => Promise<void>
  /** Reads again what is stored, and leaves what is being edited alone. */
  readonly reread: () => Promise<void>
  /** Answers what was stored; null where it went wrong, with the reason in `failure`. */
  readonly save: () => Promise<Audience | null>
}

type OfferedRule = () => Rule | undefined

/**
 * @param id undefined for a new audience
 * @param offered the rule that a new one begins with
 */
export function useAudienceEditor(id: () => number | undefined, offered?: OfferedRule): AudienceEditor {
  const stored = shallowRef<Audience | null>(null)
  const name = ref('')
  const rule = shallowRef<Rule>(everyone)
  const lastDay = ref('')
  const isLoading = ref(false)
  const isSaving = ref(false)
  const failure = shallowRef<unknown>()
  const draft = computed<Draft>(() => ({ name: name.value, rule: rule.value, lastDay: lastDay.value }))
  const isChanged = computed(() => isDifferent(stored.value, draft.value))
  const canSave = computed(() => isChanged.value && !isSaving.value && isFit(draft.value))
  const attempt = attemptWith(failure)

  function show(audience: Audience | null): void {
    stored.value = audience
    name.value = audience?.name ?? ''
    rule.value = audience ? audience.rule : (offered?.() ?? everyone)
    lastDay.value = expiryDay(audience?.expiresAt ?? null)
  }

  async function load(): Promise<void> {
    const asked = id()
    if (asked === undefined) return show(null)
    if (stored.value?.id === asked) return
    const found = await attempt(isLoading, () => client.call('audiences.get', { id: asked }))
    if (found && asked === id()) show(found)
  }

  async function save(): Promise<Audience | null> {
    if (!canSave.value) return null
    const known = stored.value ? { id: stored.value.id } : {}
    const edited = { ...known, name: name.value, rule: rule.value, expiresAt: expiresAfter(lastDay.value) }
    const saved = await attempt(isSaving, () => client.call('audiences.save', edited))
    if (saved) show(saved)
    return saved
  }

  async function reread(): Promise<void> {
    if (stored.value) stored.value = await client.call('audiences.get', { id: stored.value.id })
  }

  watch(id, load, { immediate: true })
  return { stored, name, rule, lastDay, isLoading, isSaving, failure, isChanged, canSave, load, reread, save }
}

/** Runs a call while a flag is up; null where it went wrong. */
function attemptWith(failure: ShallowRef<unknown>) {
  return async <T>(isBusy: Ref<boolean>, work: () => Promise<T>): Promise<T | null> => {
    isBusy.value = true
    failure.value = undefined
    try {
      return await work()
    } catch (error) {
      failure.value = error
      return null
    } finally {
      isBusy.value = false
    }
  }
}

interface Draft {
  readonly name: string
  readonly rule: Rule
  readonly lastDay: string
}

function isFit({ name, rule }: Draft): boolean {
  return name.trim() !== '' && countUnfinished(rule) === 0
}

function isDifferent(stored: Audience | null, { name, rule, lastDay }: Draft): boolean {
  if (!stored) return name.trim() !== '' || rule.root.items.length > 0 || lastDay !== ''
  if (lastDay !== expiryDay(stored.expiresAt)) return true
  return name.trim() !== stored.name || JSON.stringify(rule) !== JSON.stringify(stored.rule)
}
