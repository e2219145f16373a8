import { type ChildProcess, spawn } from 'node:child_process'

export interface Ended {
  code: number | null
  out: string
  err: string
}

/** Starts `npm run afterword -- …` as npm would, with `settings` in its environment. */
export function start(args: string[], settings: object): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text))
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, out, err }))
  })
  return { child, ended }
}

export function afterword(args: string[], settings: object = {}): Promise<Ended> {
  return start(args, settings).ended
}
