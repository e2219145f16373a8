import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../db/migrate.ts'
import { outputOf } from './program.ts'

const ROOMS = ['server', 'client', 'db', 'tests']

interface Cruise {
  modules: { source: string }[]
  summary: { violations: { from: string; to: string; rule: { name: string; severity: string }; comment?: string }[] }
}

/**
 * Breaches of .dependency-cruiser.cjs. A cruise that saw fewer modules than there are files found nothing because it
 * read nothing (as with a TypeScript it does not know), and counts as a failure.
 */
export async function dependencyRules(): Promise<string[]> {
  const args = [...ROOMS, '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const { output } = await outputOf('depcruise', args)
  if (!output.startsWith('{')) return [output.trim()]
  const { modules, summary } = JSON.parse(output) as Cruise
  const files = ROOMS.flatMap(sourceFiles)
  const seen = new Set(modules.map(({ source }) => source))
  const missed = files.filter((file) => !seen.has(file))
  return [
    ...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    ...(missed.length > 0
      ? [`${missed.length} of ${files.length} files were not read: ${missed.slice(0, 5).join(', ')}`]
      : []),
    ...(modules.some(({ source }) => source.startsWith('node_modules/')) ? [] : ['no import of a package was seen']),
  ]
}

function sourceFiles(room: string): string[] {
  return readdirSync(join(packageRoot(), room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${room}/${file.replaceAll('\\', '/')}`)
}
