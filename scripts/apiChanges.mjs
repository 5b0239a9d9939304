// The API is frozen: incompatible changes since the last release must be listed in CHANGELOG.md.
import { execFileSync } from 'node:child_process'
import { buildSchema, findBreakingChanges } from 'graphql'
import { ROOT } from './lib.mjs'

/** The incompatible changes between two schemas (SDL), as sentences, except those that the changelog contains literally. */
export function undocumentedChanges(before, after, changelog) {
  return findBreakingChanges(buildSchema(before), buildSchema(after))
    .map(({ description }) => description)
    .filter((description) => !changelog.includes(description))
}

/** A file of the last release (the latest tag); null if it has none, or without a tag, as in a clone without tags. */
export function released(file) {
  const stdio = ['ignore', 'pipe', 'ignore']
  const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio })
  try {
    const tag = git('describe', '--tags', '--abbrev=0').trim()
    return git('show', `${tag}:${file}`)
  } catch {
    return null
  }
}
