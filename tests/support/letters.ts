import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime, { type Email } from 'postal-mime'

/** The link in a letter. */
export function linkIn(letter: Pick<Email, 'text'> | undefined): string {
  const link = /https?:\/\/\S+/.exec(letter?.text ?? '')?.[0]
  if (!link) throw new Error('the letter has no link')
  return link
}

/** The last letter to an address in the folder of a server that writes its mail to files; waits until there is one. */
export async function letterIn(dataDir: string, to: string): Promise<Email> {
  const folder = join(dataDir, 'mail')
  for (const until = Date.now() + 8_000; Date.now() < until; await new Promise((done) => setTimeout(done, 50))) {
    const names = (await readdir(folder).catch(() => [])).filter((name) => /^[^.].*\.eml$/.test(name))
    const letters = await Promise.all(names.map(async (name) => PostalMime.parse(await readFile(join(folder, name)))))
    const found = letters.find((letter) => letter.to?.some(({ address }) => address === to))
    if (found) return found
  }
  throw new Error(`no letter to ${to}`)
}
