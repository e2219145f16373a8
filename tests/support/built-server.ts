import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export interface BuiltServer {
  url: string
  /** The link that makes the first owner; empty once there is one. */
  setupLink: string
  /** Ends the server as an operator would. @returns its exit code. */
  stop(): Promise<number | null>
}

/** Starts the built server as `npm start` does, in a process of its own; resolves once it listens. */
export async function startBuilt(env: Record<string, string>): Promise<BuiltServer> {
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    env: { ...process.env, LOG_LEVEL: 'warn', DATABASE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = await firstWords(child)
  return {
    url: /is at (\S+)/.exec(said)?.[1] ?? '',
    setupLink: /^(http\S+\/setup\?\S+)/m.exec(said)?.[1] ?? '',
    async stop() {
      if (child.exitCode !== null) return child.exitCode
      child.kill('SIGTERM')
      const [code] = await once(child, 'exit')
      return code
    },
  }
}

/** What the server says until it has said where it is, and how to own it. */
function firstWords(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    let complained = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk
      if (/is at \S+[\s\S]*\n\n$/.test(said)) resolve(said)
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      complained += chunk
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${complained || said}`)))
  })
}
