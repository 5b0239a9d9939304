import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Whether a real screen is available: a headless Chromium has none to capture. */
export const hasDisplay = (): boolean => spawnSync('Xvfb', ['-help'], { stdio: 'ignore' }).error === undefined

/** Starts an X server with one screen of this size in pixels; `name` is what DISPLAY says. */
export const openDisplay = async (size: { width: number; height: number }) => {
  const screen = ['-screen', '0', `${size.width}x${size.height}x24`]
  // It picks a free display number and writes it to this file descriptor.
  const server = spawn('Xvfb', ['-displayfd', '3', '-nolisten', 'tcp', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const lines = createInterface({ input: server.stdio[3] as NodeJS.ReadableStream })
  const number = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve)
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
  })
  return { name: `:${number}`, close: () => server.kill() }
}
