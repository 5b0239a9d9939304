import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ROOT } from '../../src/env.ts'

/** The files of another release, which use the installed packages of this one. */
export interface Release {
  root: string
  commit: string
  remove(): void
}

/**
 * Unpacks a commit (or branch or tag) into a temporary folder, where its server can be started. By default it is the last tag, or without
 * one the commit before the last that changed `prisma/`.
 */
export function unpackRelease(ref = lastRelease()): Release {
  const commit = git('rev-parse', `${ref}^{commit}`)
  const root = mkdtempSync(path.join(tmpdir(), 'parley-release-'))
  execFileSync('sh', ['-c', 'git archive "$1" | tar x -C "$2"', 'sh', commit, root], { cwd: ROOT })
  for (const workspace of ['.', 'server', 'client']) linkPackages(workspace, root)
  execFileSync(process.execPath, ['scripts/prepare.mjs'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  return { root, commit, remove: () => rmSync(root, { recursive: true, force: true }) }
}

// Each package is linked, and not the folder: it also contains what prepare.mjs notes about this release.
function linkPackages(workspace: string, root: string): void {
  const from = path.join(ROOT, workspace, 'node_modules')
  const to = path.join(root, workspace, 'node_modules')
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) if (name !== '.parley') symlinkSync(path.join(from, name), path.join(to, name))
}

function lastRelease(): string {
  try {
    return git('describe', '--tags', '--abbrev=0')
  } catch {
    return `${git('log', '--first-parent', '-1', '--format=%H', '--', 'prisma')}^`
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
}
