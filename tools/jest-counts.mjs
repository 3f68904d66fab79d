// A jest reporter that leaves the counts for tools/test.mjs, in the file named by WAYBILL_TEST_COUNTS.
import { writeFileSync } from 'node:fs';

export default class Counts {
  onRunComplete(_contexts, results) {
    const { numPassedTests: passed, numFailedTests, numRuntimeErrorTestSuites } = results;
    // A file that could not even be loaded has no failed tests, and must not look green.
    writeFileSync(
      process.env.WAYBILL_TEST_COUNTS,
      JSON.stringify({ passed, failed: numFailedTests + numRuntimeErrorTestSuites }),
    );
  }
}
