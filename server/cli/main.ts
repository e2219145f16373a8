import { Command } from 'commander'
import { addConfig } from './config.ts'
import { addImport } from './import.ts'
import { addKey } from './key.ts'
import { addLog } from './log.ts'

/** Every command of `npm run afterword -- …`. A command that fails says why in one line and ends with code 1. */
const program = new Command('afterword')
  .description('Commands for the owner of an Afterword server. They use the same settings as the server.')
  .usage('<command>')
  .helpCommand(false)
  .showHelpAfterError()
addImport(program)
addLog(program)
addKey(program)
addConfig(program)

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
