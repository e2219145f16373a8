import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A program of the benchmark in a process of its own, which answers one question at a time. */
export interface Program {
  ask<T>(question: object): Promise<T>
  stop(): void
}

/** Starts the program built beside this one; its log goes nowhere, as a server's would go to a collector. */
export function startProgram(name: string): Program {
  const child = fork(fileURLToPath(new URL(`${name}.js`, import.meta.url)), {
    stdio: ['ignore', 'ignore', process.env.BENCH_DEBUG ? 'inherit' : 'ignore', 'ipc'],
  })
  return { ask: (question) => asked(child, name, question), stop: () => child.kill('SIGKILL') }
}

function asked<T>(child: ChildProcess, name: string, question: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error(`${name} ended before it answered`))
    child.once('exit', ended)
    child.once('message', (answer: { result?: T; error?: string }) => {
      child.off('exit', ended)
      if (answer.error === undefined) resolve(answer.result as T)
      else reject(new Error(`${name}: ${answer.error}`))
    })
    child.send(question)
  })
}

/** The other end: answers each question with what `answer` makes of it. */
export function serveQuestions<Q>(answer: (question: Q) => unknown): void {
  process.on('message', async (question: Q) => {
    try {
      process.send?.({ result: await answer(question) })
    } catch (error) {
      process.send?.({ error: error instanceof Error ? error.message : String(error) })
    }
  })
  process.on('disconnect', () => process.exit())
}
