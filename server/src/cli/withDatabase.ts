import { readEnv, type ServerEnv } from '../env.ts'
import { openDatabase, type Database } from '../platform/database/open.ts'
import { createLog, type Logger } from '../platform/log.ts'
import { runProgram } from '../platform/runProgram.ts'

/** The context of a command. */
export interface Desk {
  env: ServerEnv
  database: Database
  log: Logger
}

/**
 * Runs a command against the desk's database: that of a running `pnpm start`, or one started for the command alone. Ends the
 * process: 0 when `work` succeeds, 1 with one line on standard error otherwise.
 */
export function withDatabase(work: (desk: Desk) => Promise<void>): void {
  runProgram(async () => {
    const env = readEnv()
    const log = createLog({ level: 'warn', pretty: true })
    const database = await openDatabase(env, log)
    const interrupted = new Promise<never>((_, reject) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => reject(new Interrupted(signal)))
    })
    try {
      await Promise.race([work({ env: { ...env, PARLEY_SECRET: database.secret }, database, log }), interrupted])
    } finally {
      await database.close()
    }
  })
}

class Interrupted extends Error {
  constructor(signal: string) {
    super(`Stopped by ${signal}.`)
    this.name = 'Interrupted'
  }
}
