// Counts what ran, for the closing line of scripts/test.mjs, which prints it after everything else has ended.
import { writeFileSync } from 'node:fs'

/** @implements {import('vitest/node').Reporter} */
export default class ClosingLineReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0, testsOfProject: {} }
    for (const module of modules) {
      const project = module.project.name
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'pending') counts.failed += 1
        else counts[state] += 1
        counts.testsOfProject[project] = (counts.testsOfProject[project] ?? 0) + 1
      }
      // A file that cannot be loaded has no tests to fail, nor has a group whose beforeAll throws.
      for (const group of [module, ...module.children.allSuites()]) if (group.errors().length > 0) counts.failed += 1
    }
    writeFileSync(process.env.CLOSING_LINE_COUNTS, JSON.stringify(counts))
  }
}
