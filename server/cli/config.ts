import type { Command } from 'commander'
import { settings, settingsPage } from './settings.ts'

/** `config`: what can be set, and to what it falls back. */
export function addConfig(program: Command): void {
  program
    .command('config')
    .description('list the settings, which are environment variables')
    .option('--markdown', 'as the page docs/configuration.md')
    .action(({ markdown }: { markdown?: boolean }) => {
      process.stdout.write(markdown ? settingsPage() : settingsText())
    })
}

function settingsText(): string {
  const all = settings()
  const width = Math.max(...all.map(({ name }) => name.length)) + 2
  const lines = all.map(
    ({ name, fallback, description }) =>
      `${name.padEnd(width)}${description}${fallback ? `\n${' '.repeat(width)}Default: ${fallback}` : ''}\n`,
  )
  return lines.join('')
}
