import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../db/migrate.ts'

/** Runs a program of node_modules. Resolves to what it printed if it failed, to nothing if it went well. */
export async function program(name: string, args: string[]): Promise<string[]> {
  const { code, output } = await outputOf(name, args)
  return code === 0 ? [] : [output.trim() || `${name} ended with code ${code}`]
}

/** Runs a program of node_modules to its end. */
export function outputOf(name: string, args: string[]): Promise<{ code: number | null; output: string }> {
  const file = join(packageRoot(), 'node_modules', '.bin', name)
  if (!existsSync(file)) throw new Error(`${name} is not installed; run npm ci.`)
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: packageRoot(), env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text))
    child.on('error', reject).on('close', (code) => resolve({ code, output }))
  })
}
