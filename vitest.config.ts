import { defineConfig } from 'vitest/config'

const files = (...folders: string[]) => folders.map((folder) => `test/${folder}/**/*.test.ts`)
const onADatabase = files('store', 'actions', 'web', 'worker')

// Fifty times as many generated problems take fifty times as long.
const patience = process.env.PROOF === '1' ? 50 : 1

// Projects with different numbers of workers must not share a group; groups run one after the other.
const together = { groupOrder: 0 }
const afterwards = { groupOrder: 1 }

export default defineConfig({
  test: {
    // Two cores are what the continuous integration has.
    maxWorkers: 2,
    // Loading the program anew for each file took half of the time. Nothing of a test outlives it but what is in a module, and
    // there is nothing there that one test could leave for another: no mocks, no settings; databases, clocks and ids are given.
    isolate: false,
    projects: [
      {
        test: {
          name: 'pure',
          include: [...files('engine', 'domain', 'policy', 'cli'), 'test/architecture.test.ts'],
          testTimeout: 20_000 * patience,
          maxWorkers: 2,
          sequence: together,
        },
      },
      // One suite, two databases.
      {
        test: {
          name: 'sqlite',
          include: onADatabase,
          env: { TEST_DIALECT: 'sqlite' },
          globalSetup: 'test/support/sqlite.ts',
          testTimeout: 20_000 * patience,
          hookTimeout: 30_000,
          maxWorkers: 2,
          sequence: together,
        },
      },
      {
        test: {
          name: 'postgres',
          include: onADatabase,
          env: { TEST_DIALECT: 'postgres' },
          globalSetup: 'test/support/postgres.ts',
          testTimeout: 20_000 * patience,
          hookTimeout: 30_000,
          maxWorkers: 2,
          sequence: together,
        },
      },
      {
        test: {
          name: 'browser',
          include: files('journeys', 'browser'),
          env: { TEST_DIALECT: 'sqlite' },
          globalSetup: 'test/support/sqlite.ts',
          testTimeout: 60_000 * patience,
          hookTimeout: 60_000,
          // Chromium alone keeps two cores busy.
          maxWorkers: 1,
          sequence: afterwards,
        },
      },
    ],
  },
})
