import type { Logger } from './log.ts'

/** How long a forced stop may take, in milliseconds, before the process exits anyway. */
const FORCED_WITHIN_MS = 5_000

// One Ctrl+C arrives several times: from the terminal, from pnpm and from the script in between.
const SAME_SIGNAL_MS = 500

/** Resolves `stop` at the first SIGINT or SIGTERM (stop gracefully), `force` at the second. */
export function watchSignals(log: Logger): { stop: Promise<'stop'>; force: Promise<'force'> } {
  let stop: (value: 'stop') => void = () => {}
  let force: (value: 'force') => void = () => {}
  const promises = {
    stop: new Promise<'stop'>((resolve) => (stop = resolve)),
    force: new Promise<'force'>((resolve) => (force = resolve)),
  }
  let seen = 0
  let last = -Infinity
  const onSignal = (signal: NodeJS.Signals) => {
    if (performance.now() - last < SAME_SIGNAL_MS) return
    last = performance.now()
    seen += 1
    if (seen === 1) {
      log.info(`${signal}: stopping. Send it again to stop immediately.`)
      return stop('stop')
    }
    force('force')
    setTimeout(() => process.exit(1), seen > 2 ? 0 : FORCED_WITHIN_MS).unref()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return promises
}

/** Logs uncaught errors. The server keeps running: an error in one request must not end all others. */
export function surviveAccidents(log: Logger): void {
  // Once nobody reads the output any more (EPIPE), an error about it is not logged: that would fail as well, without end.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => {})
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'Unhandled promise rejection.'))
  process.on('uncaughtException', (error) => log.error({ err: error }, 'Uncaught exception.'))
}
