import { Presets, SingleBar } from 'cli-progress'

const PLAIN_EVERY_MS = 5_000

/** Shows the progress of a long command. */
interface Progress {
  update(done: number, total: number, note: string): void
  /** Prints a line without breaking the progress bar. */
  say(line: string): void
  stop(): void
}

/** A progress bar on a terminal; otherwise a plain line every few seconds. On standard error: standard output is for results. */
export function showProgress(label: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? bar(label, stream) : plainLines(label, stream)
}

function bar(label: string, stream: NodeJS.WriteStream): Progress {
  const format = `${label} {bar} {percentage}%  {note}  {duration_formatted}`
  const shown = new SingleBar(
    { format, stream, hideCursor: true, clearOnComplete: false, etaBuffer: 100 },
    Presets.shades_classic,
  )
  shown.start(1, 0, { note: '' })
  return {
    update(done, total, note) {
      shown.setTotal(total)
      shown.update(Math.min(done, total), { note })
    },
    say(line) {
      stream.write(`\r\u001B[K${line}\n`)
    },
    stop: () => shown.stop(),
  }
}

function plainLines(label: string, stream: NodeJS.WriteStream): Progress {
  let next = Date.now() + PLAIN_EVERY_MS
  return {
    update(done, total, note) {
      if (Date.now() < next) return
      next = Date.now() + PLAIN_EVERY_MS
      stream.write(`${label}: ${Math.floor((100 * done) / Math.max(1, total))}%, ${note}\n`)
    },
    say: (line) => void stream.write(`${line}\n`),
    stop: () => {},
  }
}
