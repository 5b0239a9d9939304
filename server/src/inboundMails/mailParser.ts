import { Worker } from 'node:worker_threads'
import pLimit from 'p-limit'
import type { ParsedMail } from './parseMail.ts'

/** The time limit for one mail, in milliseconds. The largest takes a few seconds. */
const TIMEOUT_MS = 60_000
const MEMORY_MAX_MB = 512
/** The thread ends after this long without a mail, in milliseconds. */
const IDLE_MS = 30_000

/** Parses mails in a separate thread. */
export interface MailParser {
  /** The mail, or null if it cannot be parsed. */
  parse(raw: Buffer): Promise<ParsedMail | null>
  close(): Promise<void>
}

/**
 * Parses mails in a separate thread, one at a time: a large mail does not block the server, and one that was crafted to take
 * forever or to exhaust the memory ends only this thread, which the next mail restarts.
 */
export function openMailParser(timeoutMs = TIMEOUT_MS): MailParser {
  const oneAtATime = pLimit(1)
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  const end = async () => {
    clearTimeout(idle)
    const ending = worker
    worker = undefined
    await ending?.terminate()
  }
  const parse = async (raw: Buffer): Promise<ParsedMail | null> => {
    clearTimeout(idle)
    worker ??= startThread()
    const mail = await answerOf(worker, raw, timeoutMs)
    if (mail === 'ended') await end()
    idle = setTimeout(() => void end(), IDLE_MS).unref()
    return mail === 'ended' ? null : mail
  }
  return { parse: (raw) => oneAtATime(() => parse(raw)), close: end }
}

// Node runs a build as it is; the source is loaded with tsx.
const THREAD = import.meta.url.endsWith('.ts') ? './parserThread.mjs' : './parserThread.js'

function startThread(): Worker {
  const worker = new Worker(new URL(THREAD, import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MAX_MB },
    // A parser's output about a malformed mail must not be logged.
    stdout: true,
    stderr: true,
  })
  worker.unref()
  // Without a listener an error of the thread would end the process.
  worker.on('error', () => {})
  return worker
}

function answerOf(worker: Worker, raw: Buffer, timeoutMs: number): Promise<ParsedMail | null | 'ended'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish('ended'), timeoutMs)
    const finish = (result: ParsedMail | null | 'ended') => {
      clearTimeout(timer)
      worker.removeAllListeners('message').off('exit', ended)
      resolve(result)
    }
    const ended = () => finish('ended')
    worker.once('message', ({ mail }: { mail?: ParsedMail }) => finish(mail ?? null))
    worker.once('exit', ended)
    worker.postMessage(raw)
  })
}
