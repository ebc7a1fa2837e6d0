import { readFileSync, statSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

if (Number.parseInt(process.versions.node, 10) < 24) {
  throw new Error(`The tests run on the Node.js that the project brings, this is ${process.version}; run: npm test`);
}

/**
 * Files with the built pages first, since they take longest. While the first of them builds the pages, for which the others
 * would but wait, some that need none are run.
 */
class PagesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const largestFirst = files.toSorted((a, b) => statSync(b.moduleId).size - statSync(a.moduleId).size);
    const builds = (file: TestSpecification) =>
      /startInstallation|openStandingHall|buildPages|chaosRun/.test(readFileSync(file.moduleId, 'utf8'));
    const { pages = [], none = [] } = Object.groupBy(largestFirst, (file) => (builds(file) ? 'pages' : 'none'));
    return [...pages.slice(0, 1), ...none.slice(0, 10), ...pages.slice(1), ...none.slice(10)];
  }
}

export default defineConfig({
  test: {
    include: ['lib/**/*.test.ts', 'workers/**/*.test.ts', 'app/**/*.test.ts', 'app/**/*.test.tsx'],
    setupFiles: ['.vitest.setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // On two cores: the third works while the others wait for processes and browsers.
    maxWorkers: 3,
    sequence: { sequencer: PagesFirst },
    expect: { poll: { timeout: 20_000, interval: 100 } },
  },
});
