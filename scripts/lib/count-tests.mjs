/**
 * The closing line of a test run, from vitest's JSON report. A file that did not even load counts as one failure, and so
 * does a missing report.
 * @param {string} report
 */
export function countTests(report) {
  if (report.trim() === '') return '0 passed, 1 failed'
  /** @type {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} */
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(report)
  const unloaded = testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0)
  return `${numPassedTests} passed, ${numFailedTests + unloaded.length} failed`
}
