import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/setup/build.ts', 'tests/setup/databases.ts'],
    pool: 'forks',
    // Two: each file runs servers and databases of its own, and two cores must do.
    maxWorkers: 2,
    // Limits end what hangs; a slow or busy machine must stay within them.
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    // The OpenID provider of the tests says on each start that it is not set up for production.
    onConsoleLog: (line) => !line.startsWith('oidc-provider '),
  },
})
