import { describe, expect, it } from 'vitest'
import { countTests } from '../../../scripts/lib/count-tests.mjs'

function report(passed: number, failed: number, files: readonly { status: string; tests: number }[]): string {
  return JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    testResults: files.map(({ status, tests }) => ({
      status,
      assertionResults: Array.from({ length: tests }, () => ({})),
    })),
  })
}

describe('the closing line of a test run', () => {
  it('counts tests', () => {
    expect(countTests(report(12, 2, [{ status: 'failed', tests: 14 }]))).toBe('12 passed, 2 failed')
  })

  it('counts a file that did not load as a failure', () => {
    const files = [
      { status: 'passed', tests: 3 },
      { status: 'failed', tests: 0 },
    ]
    expect(countTests(report(3, 0, files))).toBe('3 passed, 1 failed')
  })

  it('takes a missing report for a failure', () => {
    expect(countTests('')).toBe('0 passed, 1 failed')
  })
})
