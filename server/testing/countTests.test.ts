import { expect, test } from 'vitest';
import { countTests } from './countTests.ts';

const report = (counts: object, files: object[] = []): string =>
  JSON.stringify({
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: files,
    ...counts,
  });

test('ok', () => {
  const text = report({ numPassedTests: 3, numPendingTests: 1, numTodoTests: 1 });
  expect(countTests(text, 0)).toEqual({ passed: 3, failed: 0, skipped: 2 });
});

test('refuses a run without a report', () => {
  expect(countTests(null, 0).failed).toBe(1);
});

test('refuses a file that broke outside its tests', () => {
  const text = report({ numPassedTests: 3 }, [{ status: 'failed', assertionResults: [] }]);
  expect(countTests(text, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
});

test('refuses a run that failed without a failed test', () => {
  expect(countTests(report({ numPassedTests: 3 }), 1).failed).toBe(1);
});

test('counts a failed test once', () => {
  const file = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] };
  expect(countTests(report({ numPassedTests: 1, numFailedTests: 1 }, [file]), 1).failed).toBe(1);
});
