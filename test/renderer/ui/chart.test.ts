import { describe, expect, it } from 'vitest'
import { chartConfiguration } from '../../../src/renderer/ui/chart.ts'

function pointsOf(values: readonly number[]): unknown {
  const series = [{ label: 'Delivered', values }]
  const content = {
    kind: 'line',
    labels: values.map(String),
    series,
    stacked: false,
    format: String,
  } as const
  return chartConfiguration(content, false).data.datasets[0]
}

describe('a chart of lines', () => {
  it('shows a single value as a point, which no line could show', () => {
    expect(pointsOf([1])).toMatchObject({ pointRadius: 3 })
    expect(pointsOf([1, 2])).toMatchObject({ pointRadius: 0 })
  })
})
