import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { runProgram } from './platform/runProgram.ts'
import type { App } from './app.ts'
import { readEnv, type Env } from './env.ts'
import { StartError, errorCode, oneLine } from './platform/errors/startError.ts'
import { openDatabase, type Database } from './platform/database/open.ts'
import { createLog, type Logger } from './platform/log.ts'
import { surviveAccidents, watchSignals } from './platform/signals.ts'
import { letYoungGenerationGrow } from './platform/youngGeneration.ts'
import { prepareDesk } from './prepareDesk.ts'
import { localAddress, welcome } from './welcome.ts'

/** How long requests and sockets may take to finish during a stop, in milliseconds. */
const DRAIN_MS = 10_000

runProgram(async () => {
  const env = readEnv()
  const log = createLog({ level: env.LOG_LEVEL, pretty: env.NODE_ENV !== 'production' })
  const signals = watchSignals(log)
  const database = await open(env, log, signals.stop)
  if (database === 'stop') return
  surviveAccidents(log)
  try {
    const app = await Promise.race([openDesk(env, database, log), signals.stop])
    if (app === 'stop') return
    await signals.stop
    app.startDraining()
    await Promise.race([signals.force, sleep(env.DRAIN_DELAY * 1_000)])
    await Promise.race([app.close(), signals.force, sleep(DRAIN_MS)])
  } finally {
    await database.close()
  }
})

/** Opens the database. The embedded one has to be closed again; others can be left while this node waits for their tables. */
async function open(env: Env, log: Logger, stop: Promise<'stop'>): Promise<Database | 'stop'> {
  const opening = openDatabase(env, log, { claim: true })
  return env.DATABASE_URL ? Promise.race([opening, stop]) : opening
}

async function openDesk(env: Env, database: Database, log: Logger): Promise<App> {
  const deps = { env: { ...env, PARLEY_SECRET: database.secret }, roles: database.roles, log }
  const backups = database.embedded ? { env, place: database } : undefined
  const prepared = await prepareDesk(deps, database)
  const { createApp } = await import('./app.ts')
  const app = await createApp({ ...deps, backups })
  const address = await listen(app.server, 'PORT', env)
  if (app.monitor) await listen(app.monitor, 'METRICS_PORT', env)
  process.stdout.write(welcome(address, { ...prepared, graphiql: env.GRAPHIQL, publicUrl: env.PUBLIC_URL }))
  if (prepared.setupToken)
    app.mailSetupLink(prepared.setupToken).catch((err) => log.warn({ err }, 'The setup link was not mailed'))
  void app.preload().finally(letYoungGenerationGrow)
  return app
}

function listen(server: Server, variable: 'PORT' | 'METRICS_PORT', { HOST, ...env }: Env): Promise<string> {
  const port = env[variable]!
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new StartError(cannotListen(error, variable, port, HOST))))
    server.listen(port, HOST, () => resolve(localAddress(server.address() as AddressInfo)))
  })
}

function cannotListen(error: Error, variable: string, port: number, host: string): string {
  const code = errorCode(error)
  if (code === 'EADDRINUSE') return `Port ${port} is in use: stop what uses it, or set ${variable} to another.`
  if (code === 'EACCES') return `Port ${port} may not be used by this user: set ${variable} to one above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST ${host} is not an address of this machine.`
  return `Port ${port} can't be opened: ${oneLine(error)}.`
}
