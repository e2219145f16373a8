import { expect, it } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { publisherByKey } from '../../server/people/keys.ts'
import { contextOn } from '../support/context.ts'
import { copyTemplate } from '../support/databases.ts'
import { afterword } from './run.ts'

it('key make: prints a key that opens what publishers’ keys open; a name is needed', { timeout: 60_000 }, async () => {
  const { settings, drop } = await copyTemplate('sqlite')
  try {
    const { code, out } = await afterword(['key', 'make', 'Our CMS'], settings)
    expect(code).toBe(0)
    const key = out.trim().split('\n').at(-1) ?? ''
    const db = await openDatabase(settings)
    expect((await publisherByKey(contextOn(db), key))?.viewer).toMatchObject({ name: 'Our CMS', scope: 'publisher' })
    await db.close()
    expect(await afterword(['key', 'make', ' '], settings)).toMatchObject({
      code: 1,
      err: 'Give a name of 1 to 60 characters.\n',
    })
  } finally {
    await drop()
  }
})
