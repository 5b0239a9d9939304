import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
/** Only ends a command that hangs. */
const COMMAND_MS = 900_000

/** A free port: an installation keeps its address across starts. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** A copy of the repository's last commit, and the production build that docs/operating.md makes of it. */
export class Installation {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'parley-stranger-'))
  readonly source = path.join(this.folder, 'source')
  readonly built = path.join(this.folder, 'parley')
  readonly data = path.join(this.folder, 'data')
  readonly backup = path.join(this.folder, 'backup.tar.gz')
  url = ''
  #env: Record<string, string> = {}
  #server: ChildProcess | undefined

  /** Clones and builds. `settings` are those of `.env`. */
  async install(settings: Record<string, string>): Promise<void> {
    await this.command(this.folder, 'git', ['clone', '--quiet', ROOT, this.source])
    const port = await freePort()
    this.url = `http://127.0.0.1:${port}`
    this.#env = {
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: this.url,
      DATA_DIR: this.data,
      ...settings,
    }
    await this.build()
  }

  /** Builds the source over the last build, as at an upgrade. */
  async build(): Promise<void> {
    await this.command(this.source, 'npx', ['-y', 'pnpm@12', 'install', '--frozen-lockfile', '--prefer-offline'])
    await this.command(this.source, 'npx', ['-y', 'pnpm@12', 'build', this.built])
    const production = [
      '-y',
      'pnpm@12',
      'install',
      '--prod',
      '--frozen-lockfile',
      '--prefer-offline',
      '--filter',
      '@parley/server',
    ]
    await this.command(this.built, 'npx', production)
    const lines = Object.entries(this.#env).map(([name, value]) => `${name}=${value}\n`)
    writeFileSync(path.join(this.built, '.env'), lines.join(''))
  }

  /** Starts the desk, and returns what it printed until it was open. */
  async start(): Promise<string> {
    const server = spawn('./parley', ['start'], { cwd: this.built, env: bare(), stdio: ['ignore', 'pipe', 'pipe'] })
    this.#server = server
    let said = ''
    return new Promise((resolve, reject) => {
      const listen = (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes('Parley is open at')) resolve(said)
      }
      server.stdout.on('data', listen)
      server.stderr.on('data', listen)
      server.once('exit', (code) => reject(new Error(`Parley ended with ${code}:\n${said}`)))
    })
  }

  /** Stops the desk as systemd does; rejects unless it ends in order. */
  async stop(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (!server || server.exitCode !== null) return
    const ended = once(server, 'exit')
    server.kill('SIGTERM')
    const [code] = await ended
    if (code !== 0) throw new Error(`Parley ended with ${code}.`)
  }

  /** Runs `./parley <arguments>` and returns its output. */
  parley = (...args: string[]): Promise<string> => this.command(this.built, './parley', args)

  async command(cwd: string, program: string, args: string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const options = { cwd, env: bare(), timeout: COMMAND_MS, maxBuffer: 1 << 26 }
      execFile(program, args, options, (error, stdout, stderr) =>
        error ? reject(new Error(`${program} ${args.join(' ')}:\n${stdout}${stderr}`)) : resolve(stdout),
      )
    })
  }

  /** The disk is lost. */
  loseDisk(): void {
    rmSync(this.data, { recursive: true })
  }

  async remove(): Promise<void> {
    await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** The environment of a stranger: nothing of the one that runs the tests. */
const bare = (): NodeJS.ProcessEnv => {
  const kept = [
    'PATH',
    'HOME',
    'LANG',
    'npm_config_registry',
    'npm_config_cache',
    'npm_config_store_dir',
    'PNPM_HOME',
    'XDG_DATA_HOME',
    'XDG_CACHE_HOME',
  ]
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}
