import { computed, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { WorkflowSummary } from '../../../../shared/contract/workflows.ts'
import { useFormat } from '../../../i18n/format.ts'
import type { TableColumn } from '../../../ui/index.ts'
import type { WorkflowList } from './use-workflow-list.ts'

type Columns = readonly TableColumn<WorkflowSummary>[]
const sortable = true

type Listed = Pick<WorkflowList, 'workflows' | 'campaignName'>

/** The columns of the list of workflows; none for errors and campaigns while no workflow has any, so that names have room. */
export function useListColumns(now: Readonly<Ref<number>>, list: Listed): ComputedRef<Columns> {
  const standing = useStandingColumns(now)
  const drawn = useDrawnColumns(now, list.campaignName)
  const isEmpty = computed<Readonly<Record<string, boolean>>>(() => ({
    error: !list.workflows.value?.some(({ lastError }) => lastError !== null),
    campaign: !list.workflows.value?.some(({ campaignId }) => campaignId !== null),
  }))
  return computed(() => [...standing.value, ...drawn.value].filter(({ key }) => !isEmpty.value[key]))
}

function useStandingColumns(now: Readonly<Ref<number>>): ComputedRef<Columns> {
  const { t } = useI18n()
  const format = useFormat()
  return computed(() => [
    { key: 'name', label: t('workflows.name'), width: 'minmax(180px, 2fr)', sortable },
    { key: 'state', label: t('workflows.list.state'), width: '116px', sortable },
    { key: 'run', label: t('workflows.lastRun'), width: 'minmax(228px, 1fr)', sortable },
    {
      key: 'next',
      label: t('workflows.list.nextRun'),
      width: 'minmax(128px, 0.7fr)',
      sortable,
      value: row => (row.nextAt === null ? '' : format.relative(row.nextAt, now.value)),
    },
    { key: 'error', label: t('workflows.list.lastError'), width: 'minmax(108px, 1fr)', sortable },
  ])
}

function useDrawnColumns(
  now: Readonly<Ref<number>>,
  campaignName: ComputedRef<(id: number | null) => string>,
): ComputedRef<Columns> {
  const { t } = useI18n()
  const format = useFormat()
  return computed(() => [
    {
      key: 'campaign',
      label: t('workflows.campaign.one'),
      width: 'minmax(96px, 0.8fr)',
      sortable,
      value: row => campaignName.value(row.campaignId),
    },
    {
      key: 'activities',
      label: t('workflows.activities'),
      width: '84px',
      align: 'end',
      sortable,
      value: row => format.number(row.activities),
    },
    {
      key: 'changed',
      label: t('workflows.changed'),
      width: 'minmax(156px, 0.6fr)',
      sortable,
      value: row => format.relative(row.updatedAt, Math.max(now.value, row.updatedAt)),
    },
    { key: 'actions', label: t('workflows.actions'), width: '48px', hideLabel: true },
  ])
}
