import { StartError, oneLine } from './errors/startError.ts'

/** Runs a command and exits, with `process.exitCode` if it was set. An error that the operator can fix is printed as one line; others keep their stack. */
export function runProgram(work: () => Promise<void>): void {
  work().then(
    () => process.exit(process.exitCode ?? 0),
    (error: unknown) => {
      const expected = error instanceof StartError || (error as Error)?.name === 'Interrupted'
      const unexpected = error instanceof Error ? error.stack : oneLine(error)
      process.stderr.write(`${expected ? oneLine(error) : unexpected}\n`)
      process.exit(1)
    },
  )
}
