import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const TSX = new URL('../../../server/node_modules/tsx/dist/esm/index.mjs', import.meta.url).href
const START_WITHIN_MS = 300_000

/** Runs a server command from TypeScript with this data folder and no other settings. */
export const runNode = (file: string, args: string[], env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, ['--import', TSX, path.join(ROOT, file), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      NODE_ENV: 'development',
      LOG_LEVEL: 'warn',
      ...NOTHING_ELSE,
      ...WITHOUT_LIMITS,
      ...env,
    },
  })

/** Variables that a developer may have set. */
const NOTHING_ELSE = { DATABASE_URL: '', PUBLIC_URL: '', PARLEY_SECRET: '', DESK_PROFILE: '', GRAPHIQL: '', HOST: '' }
/** Tests act faster than people. */
const WITHOUT_LIMITS = { RATE_LIMITS: 'false' }

/**
 * A real server: its own data folder, embedded PostgreSQL, demo desk, and a free port that it keeps across restarts.
 */
export class DeskServer {
  readonly dataDir = mkdtempSync(path.join(tmpdir(), 'parley-e2e-'))
  readonly #env: Record<string, string>
  #port = '0'
  #child: ChildProcess | undefined
  /** The output of the last start. */
  welcome = ''

  /** `env` has additional settings. */
  constructor(env: Record<string, string> = {}) {
    this.#env = env
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async start(): Promise<this> {
    const child = runNode('server/src/main.ts', [], { PORT: this.#port, DATA_DIR: this.dataDir, ...this.#env })
    this.#child = child
    this.welcome = await welcomeOf(child)
    this.#port = portIn(this.welcome)!
    return this
  }

  /** Kills it, as in a crash. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Stops it and PostgreSQL, and deletes the data. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM')
    rmSync(this.dataDir, { recursive: true, force: true })
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child
    this.#child = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
}

/** Waits until the server is ready; rejects with its output if it exits. */
const welcomeOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = ''
    const late = setTimeout(() => reject(new Error(`The server did not start in time:\n${said}`)), START_WITHIN_MS)
    const onData = (chunk: Buffer) => {
      said += chunk.toString()
      if (!portIn(said)) return
      clearTimeout(late)
      resolve(said)
    }
    child.stdout?.on('data', onData)
    child.stderr?.on('data', onData)
    child.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`The server ended with ${code}:\n${said}`))
    })
  })

const portIn = (said: string): string | undefined => /open at http:\/\/[^:]+:(\d+)/.exec(said)?.[1]
