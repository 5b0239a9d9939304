// Starts the server, which restarts when its sources change, behind Vite's dev server, which reloads the client.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { bin, ROOT } from './lib.mjs'

const children = [
  spawn(bin('tsx', 'server'), ['watch', '--clear-screen=false', 'server/src/main.ts'], options()),
  spawn(bin('vite', 'client'), ['client'], options()),
]
let stopping = false

for (const child of children) child.once('exit', stop)
process.on('SIGINT', stop)
process.on('SIGTERM', stop)

function stop() {
  if (stopping) return
  stopping = true
  for (const child of children) child.kill('SIGTERM')
}

function options() {
  return { cwd: path.resolve(ROOT), stdio: 'inherit' }
}
