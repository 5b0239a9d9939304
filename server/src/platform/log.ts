import { pino, type Logger } from 'pino'
import { traceIds } from './tracing.ts'

export type { Logger } from 'pino'

// Passwords, cookies and tokens are redacted from every log line, whichever object contains them.
const REDACTED = ['password', '*.password', 'headers.cookie', 'headers.authorization', 'token', '*.token']

/** The server's logger: JSON lines in production, short readable lines otherwise; both on standard error. */
export function createLog(options: { level: string; pretty: boolean }): Logger {
  const settings = { level: options.level, redact: REDACTED, base: null, mixin: traceIds }
  if (!options.pretty) {
    const output = pino.destination({ dest: 2, sync: true })
    // It has its own errors, beside those of process.stderr (surviveAccidents).
    output.on('error', () => {})
    return pino(settings, output)
  }
  return pino(settings, { write: (line: string) => void process.stderr.write(prettyLine(line)) })
}

/** A silent logger, for tests and tools. */
export const silentLog: Logger = pino({ level: 'silent' })

/** Formats one JSON log line as `12:34:56 warn  message {more}`. */
function prettyLine(line: string): string {
  const { level, time, msg, err, ...more } = JSON.parse(line) as PinoLine
  const clock = new Date(time).toTimeString().slice(0, 8)
  const label = (pino.levels.labels[level] ?? String(level)).padEnd(5)
  const rest = Object.keys(more).length > 0 ? ` ${JSON.stringify(more)}` : ''
  const why = typeof err === 'string' ? `: ${err}` : ''
  const stack = typeof err === 'object' && err.stack ? `\n${err.stack}` : ''
  return `${clock} ${label} ${msg ?? ''}${why}${rest}${stack}\n`
}

interface PinoLine {
  level: number
  time: number
  msg?: string
  err?: string | { stack?: string }
  [key: string]: unknown
}
