import { writeFileSync } from 'node:fs'
import { settingsPage } from '../../server/cli/settings.ts'
import { configurationPage, PAGE } from './configuration-page.ts'
import { dependencyRules } from './dependency-rules.ts'
import { migrationDrift } from './migration-drift.ts'
import { openapiLint } from './openapi-lint.ts'
import { program } from './program.ts'
import { sizeBudgets } from './size-budgets.ts'

/** A step finds problems, each in words of a line or more; none is good. */
interface Step {
  name: string
  run: () => Promise<string[]>
}

const write = process.argv.includes('--write')
if (write) writeFileSync(PAGE, settingsPage())

/** Longest first: two run at a time. */
const steps: Step[] = [
  { name: 'types', run: () => program('tsc', ['--noEmit', '--pretty', 'false']) },
  { name: 'sizes of the client', run: sizeBudgets },
  { name: 'dependency rules', run: dependencyRules },
  {
    name: 'format and lint',
    run: () =>
      program('biome', ['check', '--error-on-warnings', '--max-diagnostics=100', ...(write ? ['--write'] : [])]),
  },
  { name: 'unused code', run: () => program('knip', ['--no-progress', '--treat-config-hints-as-errors']) },
  { name: 'migrations', run: migrationDrift },
  { name: 'API description', run: openapiLint },
  { name: 'page of settings', run: configurationPage },
]

process.exitCode = (await runAll()) ? 0 : 1

/** `npm run check`: everything that can be said of the code without running it. `-- --write` mends what it can. */
async function runAll(): Promise<boolean> {
  const waiting = [...steps]
  const failed: string[] = []
  async function work() {
    for (let step = waiting.shift(); step; step = waiting.shift()) if (!(await passes(step))) failed.push(step.name)
  }
  await Promise.all([work(), work()])
  process.stdout.write(
    failed.length === 0 ? `\nAll ${steps.length} checks passed.\n` : `\nFailed: ${failed.join(', ')}.\n`,
  )
  return failed.length === 0
}

async function passes({ name, run }: Step): Promise<boolean> {
  const started = performance.now()
  const problems = await run().catch((error: unknown) => [
    error instanceof Error ? (error.stack ?? error.message) : `${error}`,
  ])
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`)
  for (const problem of problems) process.stdout.write(`${problem.replace(/^/gm, '       ')}\n`)
  return problems.length === 0
}
