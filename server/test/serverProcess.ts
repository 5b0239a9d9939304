import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The product's server as a process of its own. */
export interface ServerProcess {
  pid: number
  port: number
  url: string
  /** What it printed until it was open. */
  welcome: string
  /** Whether it is still there. */
  readonly alive: boolean
  /** Sends a signal and waits until it has ended. Returns its exit code. */
  kill(signal: NodeJS.Signals): Promise<number | null>
}

const FROM_SOURCE = [process.execPath, '--import', 'tsx', 'src/main.ts']
/** As `pnpm start` runs it; `pnpm soak` has compiled it. */
export const COMPILED = [process.execPath, '--max-semi-space-size=64', 'dist/cli/parley.js', 'start']
const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Starts it as `pnpm start` does, from this working copy or from another one at `root`, or by another command, and waits until it
 * listens. What it says when it ends instead is in the error.
 */
export async function startServer(
  env: Record<string, string>,
  root = ROOT,
  onSpawn: (pid: number) => void = () => {},
  [command, ...args]: string[] = FROM_SOURCE,
): Promise<ServerProcess> {
  const child: ChildProcess = spawn(command!, args, {
    cwd: path.join(root, 'server'),
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'fatal', RATE_LIMITS: 'false', ...env },
  })
  const ended = once(child, 'exit')
  onSpawn(child.pid!)
  let said = ''
  child.stderr!.on('data', (chunk) => (said += chunk))
  for await (const chunk of child.stdout!) {
    said += chunk
    const [, url] = /Parley is open at (\S+)/.exec(said) ?? []
    if (!url) continue
    child.stdout!.resume()
    return {
      url,
      welcome: said,
      pid: child.pid!,
      port: Number(new URL(url).port),
      get alive() {
        return child.exitCode === null && child.signalCode === null
      },
      kill: async (signal) => {
        child.kill(signal)
        const [code] = (await ended) as [number | null]
        return code
      },
    }
  }
  throw new Error(`The server ended: ${said}`)
}
