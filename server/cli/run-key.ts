import { endpoints } from '../contract/index.ts'
import { makeKey } from '../people/keys.ts'
import { withContext } from './open-context.ts'

/** Makes a key and prints it. @throws Error in words for the operator. */
export async function runMakeKey(given: string): Promise<void> {
  const parsed = endpoints['POST /api/v1/keys'].body.safeParse({ name: given })
  if (!parsed.success) throw new Error('Give a name of 1 to 60 characters.')
  const { name } = parsed.data
  await withContext(async (ctx) => {
    const { key } = await makeKey(ctx, name, null)
    process.stdout.write(`The key “${name}”, which is not shown again:\n${key}\n`)
  })
}
