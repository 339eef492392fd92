import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  Tooltip,
  type ChartConfiguration,
  type ChartDataset,
} from 'chart.js'
import { readColour, type MessageTone } from './states.ts'

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  Tooltip,
)

/** One line or one set of bars; `null` is a gap. */
export interface ChartSeries {
  readonly label: string
  readonly values: readonly (number | null)[]
  /** Two plain ones are for what is no state: `caution` for what is dearer. */
  readonly tone?: MessageTone | 'caution' | 'line-strong' | undefined
}

/** What a UiChart shows. */
export interface ChartContent {
  readonly kind: 'line' | 'bar'
  readonly labels: readonly string[]
  readonly series: readonly ChartSeries[]
  readonly stacked: boolean
  readonly format: (value: number) => string
}

function toDataset(series: ChartSeries, kind: ChartContent['kind']): ChartDataset<'line' | 'bar'> {
  const colour = readColour(`--${series.tone ?? 'text-soft'}`)
  const shared = {
    label: series.label,
    data: [...series.values],
    backgroundColor: colour,
    borderColor: colour,
  }
  if (kind === 'bar') return { ...shared, maxBarThickness: 40, borderRadius: 2 }
  // A single value is no line: only its point can be seen.
  const pointRadius = series.values.length === 1 ? 3 : 0
  return { ...shared, borderWidth: 2, pointRadius, pointHitRadius: 12, tension: 0 }
}

type Options = NonNullable<ChartConfiguration<'line' | 'bar'>['options']>

const font = { family: 'Inter Variable, system-ui, sans-serif', size: 11 }

function makeScales(content: ChartContent): NonNullable<Options['scales']> {
  const line = readColour('--line')
  const ticks = { color: readColour('--text-soft'), font, maxRotation: 0, autoSkipPadding: 16 }
  return {
    x: { stacked: content.stacked, ticks, grid: { display: false }, border: { color: line } },
    y: {
      stacked: content.stacked,
      beginAtZero: true,
      border: { display: false },
      grid: { color: line },
      ticks: {
        ...ticks,
        precision: 0,
        maxTicksLimit: 6,
        callback: value => content.format(Number(value)),
      },
    },
  }
}

function makeTooltip(content: ChartContent): NonNullable<NonNullable<Options['plugins']>['tooltip']> {
  return {
    backgroundColor: readColour('--raised'),
    titleColor: readColour('--text'),
    bodyColor: readColour('--text'),
    borderColor: readColour('--line-strong'),
    borderWidth: 1,
    cornerRadius: 5,
    padding: 8,
    boxWidth: 8,
    boxHeight: 8,
    titleFont: font,
    bodyFont: font,
    callbacks: { label: item => ` ${item.dataset.label ?? ''}  ${content.format(Number(item.raw))}` },
  }
}

/** The configuration of a chart in the colours that the theme has now. */
export function chartConfiguration(
  content: ChartContent,
  animated: boolean,
): ChartConfiguration<'line' | 'bar'> {
  return {
    type: content.kind,
    data: {
      labels: [...content.labels],
      datasets: content.series.map(series => toDataset(series, content.kind)),
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: animated ? { duration: 200 } : false,
      interaction: { mode: 'index', intersect: false },
      scales: makeScales(content),
      plugins: { tooltip: makeTooltip(content) },
    },
  }
}

export { Chart }
