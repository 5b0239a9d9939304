import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root folder of the repository. */
export const ROOT = fileURLToPath(new URL('../', import.meta.url))

// Ignored by git, and deleted together with the dependencies that it describes.
const STAMPS = path.join(ROOT, 'node_modules/.parley')

/** The path of a package's binary, from the node_modules of the root or a workspace. */
export function bin(name, workspace = '.') {
  return path.join(ROOT, workspace, 'node_modules/.bin', name)
}

/**
 * Runs a program to its end. With `quiet`, its output is returned instead of printed; with `dropStdout`, only standard error
 * is shown.
 */
export function run(command, args, { env = {}, quiet = false, dropStdout = false, cwd = ROOT } = {}) {
  return new Promise((resolve) => {
    const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : ['inherit', dropStdout ? 'ignore' : 'inherit', 'inherit']
    const child = spawn(command, args, { cwd, stdio, env: { ...process.env, ...env } })
    let stdout = ''
    let stderr = ''
    child.stdout?.on('data', (chunk) => (stdout += chunk))
    child.stderr?.on('data', (chunk) => (stderr += chunk))
    child.once('error', (error) => resolve({ code: 1, stdout, stderr: stderr + error.message, output: error.message }))
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, stderr, output: stdout + stderr }))
  })
}

/** Runs a program in the foreground: signals are forwarded to it, and its exit code becomes ours. */
export function runInForeground(command, args, { env = {} } = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } })
  // After Ctrl+C the child also gets the signal from the terminal; it handles the two as one.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => fail(error.message))
  child.once('exit', (code, signal) => process.exit(signal ? 1 : code))
}

/** Exits with one line on standard error. */
export function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

/** A hash of the content of these files and folders. */
export function hashOf(paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap((name) => filesUnder(path.join(ROOT, name)))) {
    hash
      .update(`${path.relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

/** Whether `name` was stamped with this hash. */
export function isStamped(name, hash) {
  const file = path.join(STAMPS, name)
  return existsSync(file) && readFileSync(file, 'utf8') === hash
}

/** Records that `name` is done for this hash. */
export function stamp(name, hash) {
  mkdirSync(STAMPS, { recursive: true })
  writeFileSync(path.join(STAMPS, name), hash)
}

const SKIPPED = new Set(['node_modules', 'dist', 'test-results', 'playwright-report'])

/** Every file under a path, sorted; the path itself if it is a file. */
export function filesUnder(start) {
  if (!existsSync(start)) return []
  if (statSync(start).isFile()) return [start]
  return readdirSync(start, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(start, entry.name)
      return entry.isDirectory() ? filesUnder(file) : [file]
    })
}
