import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { workflowStates, type WorkflowState } from '../../../../shared/lifecycles/workflow.ts'
import type { WorkflowSummary } from '../../../../shared/contract/workflows.ts'
import type { TableSort } from '../../../ui/index.ts'
import { sortedWorkflows } from '../sorted-workflows.ts'
import type { WorkflowList } from './use-workflow-list.ts'

interface Option<Value> {
  readonly value: Value
  readonly label: string
}

/** What is looked for in the list, and what of it is found. */
export interface ListFilter {
  readonly search: Ref<string>
  readonly state: Ref<WorkflowState | 'all'>
  readonly campaign: Ref<number | 'none' | 'all'>
  readonly hasErrors: Ref<boolean>
  readonly sort: Ref<TableSort | undefined>
  readonly states: ComputedRef<readonly Option<WorkflowState | 'all'>[]>
  readonly folders: ComputedRef<readonly Option<number | 'none' | 'all'>[]>
  readonly shown: ComputedRef<readonly WorkflowSummary[]>
  readonly isFiltered: ComputedRef<boolean>
  readonly clear: () => void
}

/** Narrows and orders a list of workflows. */
export function useListFilter(list: WorkflowList): ListFilter {
  const chosen = chooseNothing()
  const { search, state, campaign, hasErrors, sort } = chosen
  const { locale } = useI18n()
  return {
    ...chosen,
    ...useChoices(list),
    shown: computed(() =>
      sortedWorkflows(list.workflows.value ?? [], {
        search: search.value,
        state: state.value === 'all' ? null : state.value,
        campaign: campaign.value === 'all' ? null : campaign.value,
        hasErrors: hasErrors.value,
        sort: sort.value,
        locale: locale.value,
        campaignName: list.campaignName.value,
      }),
    ),
    isFiltered: computed(
      () =>
        search.value.trim() !== '' || state.value !== 'all' || campaign.value !== 'all' || hasErrors.value,
    ),
    clear() {
      search.value = ''
      state.value = 'all'
      campaign.value = 'all'
      hasErrors.value = false
    },
  }
}

function chooseNothing(): Pick<ListFilter, 'search' | 'state' | 'campaign' | 'hasErrors' | 'sort'> {
  return {
    search: ref(''),
    state: ref('all'),
    campaign: ref('all'),
    hasErrors: ref(false),
    sort: ref({ key: 'changed', descending: true }),
  }
}

function useChoices({ campaigns }: WorkflowList): Pick<ListFilter, 'states' | 'folders'> {
  const { t } = useI18n()
  return {
    states: computed(() => [
      { value: 'all' as const, label: t('workflows.list.allStates') },
      ...workflowStates.map(value => ({ value, label: t(`workflows.state.${value}`) })),
    ]),
    folders: computed(() => [
      { value: 'all' as const, label: t('workflows.list.allCampaigns') },
      { value: 'none' as const, label: t('workflows.list.noCampaign') },
      ...campaigns.value.map(({ id, name }) => ({ value: id, label: name })),
    ]),
  }
}
