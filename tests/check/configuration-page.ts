import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packageRoot } from '../../db/migrate.ts'
import { settingsPage } from '../../server/cli/settings.ts'

export const PAGE = join(packageRoot(), 'docs', 'configuration.md')

/** Whether docs/configuration.md says what the schema of the settings says. */
export async function configurationPage(): Promise<string[]> {
  const page = await readFile(PAGE, 'utf8').catch(() => '')
  return page === settingsPage()
    ? []
    : ['docs/configuration.md is not what server/config.ts says; run npm run check -- --write']
}
