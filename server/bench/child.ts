import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A process of its own that answers one question at a time. */
export interface Child {
  pid: number
  ask<T>(question: object): Promise<T>
  stop(): Promise<void>
}

/** Starts a bench program; `question` is what it is told first, and its answer comes back. */
export async function startChild<T>(file: string, question: object): Promise<{ child: Child; answer: T }> {
  const running = fork(fileURLToPath(new URL(file, import.meta.url)), {
    serialization: 'advanced',
    execArgv: process.execArgv,
    // Read when graphql is loaded: otherwise it looks for copies of itself at every field.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const child: Child = {
    pid: running.pid!,
    ask: (asked) => ask(running, asked),
    stop: () => stop(running),
  }
  return { child, answer: await child.ask<T>(question) }
}

function ask<T>(child: ChildProcess, question: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`${child.spawnfile} ended with ${code}.`))
    child.once('exit', gone)
    child.once('message', (answer: { value?: T; error?: string }) => {
      child.off('exit', gone)
      if (answer.error !== undefined) reject(new Error(answer.error))
      else resolve(answer.value as T)
    })
    child.send(question)
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  // A child that loses its parent exits by itself, and writes its profile where --cpu-prof asks for one.
  if (child.connected) child.disconnect()
  const killer = setTimeout(() => child.kill('SIGKILL'), EXIT_WITHIN_MS)
  await ended
  clearTimeout(killer)
}

const EXIT_WITHIN_MS = 5_000

/** In the child: answers each question with what `work` returns. */
export function answerQuestions<Q>(work: (question: Q) => Promise<unknown>): void {
  process.on('message', (question: Q) => {
    work(question).then(
      (value) => process.send!({ value }),
      (error: unknown) =>
        process.send!({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
  })
  // The parent's end is ours.
  process.on('disconnect', () => process.exit(0))
}
