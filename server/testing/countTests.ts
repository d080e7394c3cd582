/** Counts what vitest's JSON report says, so that a run which broke before or beside its tests never counts as good. */

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Report {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { status: string }[];
  }[];
}

/** `report` is null when vitest wrote none. A file that broke outside its tests counts as one failure. */
export function countTests(report: string | null, exitCode: number): Count {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const result: Report = JSON.parse(report);
  const brokenFiles = result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = result.numFailedTests + brokenFiles;
  return {
    passed: result.numPassedTests,
    // An unhandled rejection or a broken teardown fails no test, yet makes vitest fail.
    failed: exitCode !== 0 && failed === 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}
