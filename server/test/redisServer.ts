import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { eventually } from './eventually.ts'

/** A real Redis, which can be killed and started again at the same address. */
export interface RedisServer {
  url: string
  start(): Promise<void>
  /** Kills it without a warning and waits until it is gone. */
  kill(): Promise<void>
}

/** Whether this machine has Debian's redis-server; .ci/run installs it. Tests that need it are skipped, and reported so, without it. */
export const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0

/** Starts a Redis of the test's own that stores nothing. */
export async function redisServer(): Promise<RedisServer> {
  const port = await freePort()
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  let child: ChildProcess | undefined
  const redis: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    start: async () => {
      child = spawn('redis-server', flags, { stdio: 'ignore' })
      await eventually('Redis answers', () => answers(port))
    },
    kill: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
  await redis.start()
  return redis
}

/** A free port below those that connections get, so that it is still free when Redis returns. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!isFree) continue
    server.close()
    await once(server, 'close')
    return port
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('error', () => end(false))
    socket.once('data', (data) => end(data.toString().startsWith('+PONG')))
    socket.once('connect', () => socket.write('PING\r\n'))
  })
}
