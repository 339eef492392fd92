/**
 * Splits a number of people by percentages so that together they are everybody: each share gets its whole people, and those
 * that are left over go to the largest fractions, of equal ones to the earlier share (largest remainder).
 * @param percents of all, together 100
 */
export function exactShares(total: number, percents: readonly number[]): number[] {
  const exact = percents.map(percent => (total * percent) / 100)
  const whole = exact.map(quota => Math.floor(quota))
  const left = total - whole.reduce((sum, each) => sum + each, 0)
  const fractions = exact.map((quota, index) => ({ index, fraction: quota - Math.floor(quota) }))
  // Hundredths of whole people differ by far more than a millionth; what is closer is the same fraction.
  const order = fractions.toSorted((one, other) => {
    const difference = other.fraction - one.fraction
    return Math.abs(difference) < 1e-6 ? one.index - other.index : difference
  })
  const raised = new Set(order.slice(0, left).map(({ index }) => index))
  return whole.map((people, index) => (raised.has(index) ? people + 1 : people))
}
