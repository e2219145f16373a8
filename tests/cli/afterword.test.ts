import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { importWordpress } from '../../server/import/wordpress/import-wordpress.ts'
import { contextOn, fixture, stateOf, writeExport } from '../import/support.ts'
import { copyTemplate, dialects, freshDatabase } from '../support/databases.ts'
import { afterword, start } from './run.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterword-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('npm run afterword', () => {
  it('shows its commands', async () => {
    const { code, out } = await afterword(['--help'])
    expect(code).toBe(0)
    expect(out).toMatch(/import/)
    expect(out).toMatch(/config/)
  })

  it('refuses what it does not know with one line and code 1', async () => {
    const unknown = await afterword(['expotr'])
    expect(unknown.code).toBe(1)
    expect(unknown.err).toContain("unknown command 'expotr'")
    const wrong = await afterword(['import', 'wordpress', fixture('harbour')], { PORT: 'many', DATA_DIR: folder })
    expect(wrong).toMatchObject({ code: 1, err: expect.stringMatching(/^PORT: .+\n$/) })
  })

  it('lists every setting', async () => {
    const { out } = await afterword(['config'])
    for (const name of ['PORT', 'PUBLIC_URL', 'DATABASE_URL', 'LOG_LEVEL']) expect(out).toContain(name)
    expect(out).toContain('Default: 8080')
  })
})

describe.each(dialects)('import wordpress on %s', (dialect) => {
  it('tries, imports, reports, and adds nothing the second time', { timeout: 60_000 }, async () => {
    const { settings, drop } = await copyTemplate(dialect)
    const env = { ...settings, PUBLIC_URL: 'https://paper.example' }
    try {
      const dry = await afterword(['import', 'wordpress', '--dry-run', fixture('harbour')], env)
      expect(dry.code, dry.err).toBe(0)
      expect(dry.out).toContain('nothing was written')
      expect(dry.out).toMatch(/Stories +3 added/)

      const first = await afterword(['import', 'wordpress', fixture('harbour')], env)
      expect(first.code, first.err).toBe(0)
      expect(first.out).toContain('Imported: https://harbour.example')
      expect(first.out).toMatch(/Stories +3 added, 0 already there/)
      expect(first.out).toMatch(/Comments +27 added, 1 held for approval, 0 already there/)
      expect(first.out).toMatch(/1 {2}story with a password: Members \(106\)/)
      expect(first.out).toMatch(/3 {2}replies to comments that are not here, now on the story: comment 33 on/)
      expect(first.out).toContain('Read them at https://paper.example/archive')

      const again = await afterword(['import', 'wordpress', fixture('harbour')], env)
      expect(again.out).toMatch(/Comments +0 added, 0 held for approval, 28 already there/)
    } finally {
      await drop()
    }
  })
})

describe('import wordpress', () => {
  it('lists each update it finds, in a dry run', { timeout: 60_000 }, async () => {
    const { settings, drop } = await copyTemplate('sqlite')
    try {
      const dry = await afterword(['import', 'wordpress', '--dry-run', fixture('updates')], settings)
      expect(dry.code, dry.err).toBe(0)
      expect(dry.out).toMatch(/Updates +11 added, 0 already there/)
      const lock = 'The lock that would not open (1): '
      expect(dry.out).toContain(`${lock}UPDATE 2, numbered 2, rumour, 1 paragraph: “Rumour: a swan did it.”`)
      expect(dry.out).toContain(
        `${lock}UPDATE 6, not numbered, 1 paragraph, on its passage: “fourteen (with the barges)`,
      )
      expect(dry.out).toMatch(/3 {2}updates whose numbers leave gaps.*: UPDATE 2 in Market day \(2\), now UPDATE 1;/)
      expect(dry.out).toMatch(/10 {2}updates without dates, dated as their stories were last changed or published:/)
      expect(dry.out).toMatch(/2 {2}updates without words, which stay in their stories:/)

      const first = await afterword(['import', 'wordpress', fixture('updates')], settings)
      expect(first.out).toMatch(/Updates +11 added, 0 already there/)
      expect(first.out).not.toContain('numbered 2')
    } finally {
      await drop()
    }
  })

  it('refuses a file that is no whole export with one line and code 1', async () => {
    const env = { DATA_DIR: join(folder, 'refused') }
    const { code, out, err } = await afterword(['import', 'wordpress', fixture('cut-off')], env)
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err.trim().split('\n').at(-1)).toContain('cut off')
    expect(err).not.toMatch(/\n\s+at /)
  })

  it('goes on after kill -9, with the same result as one run', { timeout: 60_000 }, async () => {
    const file = join(folder, 'big.xml')
    await writeExport(file, { stories: 30, comments: 100 })
    const whole = await freshDatabase('sqlite')
    await importWordpress({ ...contextOn(whole), now: Date.now }, { file, dryRun: false })
    const env = { DATA_DIR: join(folder, 'killed') }

    const { child, ended } = start(['import', 'wordpress', file], env)
    await reached(env, 5, () => child.exitCode === null)
    expect(child.kill('SIGKILL')).toBe(true)
    expect((await ended).code).toBeNull()
    expect((await afterword(['import', 'wordpress', file], env)).code).toBe(0)

    const db = await openDatabase(env)
    const timeless = (state: object) => JSON.stringify(state).replaceAll(/(\\"createdAt\\":)\d+/g, '$1')
    expect(timeless(await stateOf(db.read))).toBe(timeless(await stateOf(whole.read)))
    await Promise.all([db.close(), whole.close()])
  })

  it('stops between two stories when it is asked to, and says how to go on', { timeout: 60_000 }, async () => {
    const file = join(folder, 'long.xml')
    await writeExport(file, { stories: 60, comments: 100 })
    const env = { DATA_DIR: join(folder, 'stopped') }
    const { child, ended } = start(['import', 'wordpress', file], env)
    await reached(env, 1, () => child.exitCode === null)
    child.kill('SIGINT')
    const { code, out } = await ended
    expect(code).toBe(1)
    expect(out).toContain('Stopped before the end')
    expect(out).toContain('Run the same command again to go on.')
  })
})

/** Waits until an import running elsewhere has added so many stories, or is over. */
async function reached(env: { DATA_DIR: string }, stories: number, running: () => boolean): Promise<void> {
  const db = await openDatabase(env)
  const { tables } = db.read
  while (running() && (await db.read.$count(tables.stories)) < stories) await pause(5)
  await db.close()
}
