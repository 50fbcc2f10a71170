const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * Writes the counts of a run to .reports/jest.json in the project's folder. Nx keeps the file with the cached run, so that
 * tools/test.mjs counts cached tests too.
 */
module.exports = class JestReport {
  /** @param {{ rootDir: string }} globalConfig */
  constructor({ rootDir }) {
    this.folder = join(rootDir, '.reports');
  }

  onRunComplete(_, results) {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = results;
    const report = { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites };
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, 'jest.json'), `${JSON.stringify(report)}\n`);
  }
};
