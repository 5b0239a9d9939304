// Who may import whom (DESIGN: the server's layers, the client's layers, nothing across). What oxlint has no words for.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { filesUnder, ROOT } from './lib.mjs'

// Sideways only towards the ticket: a feature may import those after it in this list.
const TOWARDS_TICKET = ['requests', 'attachments', 'messages', 'macros', 'people', 'tickets', 'teams', 'viewer']
// Beneath the features' operations; these know viewers, and no feature above.
const BENEATH = ['history', 'notifications', 'audit', 'live']
// Predicates without effects, which a policy may call.
const PURE = ['policy.ts', 'identity.ts']
// The files that translate between GraphQL and the feature: schema.ts, and schema.<part>.ts where it is long.
const SCHEMA_FILE = /^schema(\.\w+)?\.ts$/
const CLIENT_SHARED = ['graphql', 'ui', 'lib']
const SKIPPED = /\.test\.tsx?$|\.soak\.ts$|\.generated\.ts$|\/generated\//

// import … from './x', export … from './x'; then import './x' and import('./x').
const IMPORT = /^\s*(?:import|export)\s+(type\s)?[^'"]*?from\s+['"](\.[^'"]+)['"]|\bimport\s*\(?\s*['"](\.[^'"]+)['"]/gm

/** Every import of the product's sources that crosses a zone, as `file: why`. */
export function violations() {
  return ['server/src', 'client/src']
    .flatMap((folder) => filesUnder(path.join(ROOT, folder)))
    .map((file) => path.relative(ROOT, file).replaceAll(path.sep, '/'))
    .filter((file) => /\.tsx?$/.test(file) && !SKIPPED.test(file))
    .flatMap((file) => violationsOf(file, readFileSync(path.join(ROOT, file), 'utf8')))
}

/** The same for one file with this text. */
export function violationsOf(file, text) {
  return importsOf(file, text)
    .map(({ target, typeOnly }) => ({ target, why: complaint(file, target, typeOnly) }))
    .filter(({ why }) => why)
    .map(({ target, why }) => `${file}: imports ${target}: ${why}`)
}

function importsOf(file, text) {
  const found = text.matchAll(IMPORT)
  return [...found].map(([, type, from, bare]) => ({
    target: path.posix.join(path.posix.dirname(file), from ?? bare),
    typeOnly: Boolean(type),
  }))
}

function complaint(file, target, typeOnly) {
  const [side, , ...from] = file.split('/')
  const [otherSide, , ...to] = target.split('/')
  if (side !== otherSide) return 'nothing crosses server and client; schema.graphql is the contract'
  return side === 'server' ? serverComplaint(from, to, typeOnly) : clientComplaint(from, to, typeOnly)
}

function serverComplaint(from, to, typeOnly) {
  const [zone, other] = [zoneOf(from), zoneOf(to)]
  const [name, otherName] = [from.at(-1), to.at(-1)]
  if (name === 'policy.ts' && !typeOnly && !PURE.includes(otherName))
    return 'policy.ts imports types only (and pure predicates of policies and identities)'
  const translates = SCHEMA_FILE.test(name)
  if (!typeOnly && SCHEMA_FILE.test(otherName) && !translates && !['top', 'cli', 'graphql'].includes(zone)) {
    return 'an operation never imports a schema.ts'
  }
  if (typeOnly || zone === other || zone === 'top' || zone === 'cli' || zone === 'seeding') return undefined
  if (zone === 'platform')
    return to[0] === 'env.ts' || other === 'generated' ? undefined : 'the platform knows no domain'
  if (other === 'top' && to[0] !== 'env.ts' && zone !== 'graphql')
    return 'features are called from the top, and do not call it'
  if (other === 'graphql' && !translates && zone !== 'live') return 'only schema.ts files touch graphql/'
  return translates ? undefined : sidewaysComplaint(zone, other)
}

function sidewaysComplaint(zone, other) {
  if (BENEATH.includes(zone) && !['platform', 'viewer', 'graphql', 'top', ...BENEATH].includes(other)) {
    return `${zone}/ lies beneath the features`
  }
  const [place, otherPlace] = [TOWARDS_TICKET.indexOf(zone), TOWARDS_TICKET.indexOf(other)]
  if (place >= 0 && otherPlace >= 0 && otherPlace < place)
    return `sideways only towards the ticket (${TOWARDS_TICKET.join(' → ')})`
  return undefined
}

function clientComplaint(from, to, typeOnly) {
  const [zone, other] = [zoneOf(from), zoneOf(to)]
  if (typeOnly || zone === other || zone === 'top') return undefined
  if (zone === 'lib') return 'lib/ imports nothing of the client'
  if (zone === 'ui') return other === 'lib' ? undefined : 'ui/ knows no GraphQL and no feature'
  if (other === 'top') return 'nothing imports main.tsx'
  if (other === 'app') return 'app/ is the top: it imports, and is not imported'
  if (other === 'dashboards') return zone === 'app' ? undefined : 'dashboards compose features, not the other way round'
  if (zone === 'graphql')
    return clientShared(other) || to.at(-1) === 'cache.ts' ? undefined : 'graphql/ knows no feature but its cache.ts'
  return undefined
}

function clientShared(zone) {
  return CLIENT_SHARED.includes(zone)
}

function zoneOf(parts) {
  return parts.length > 1 ? parts[0] : 'top'
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const found = violations()
  for (const violation of found) process.stderr.write(`${violation}\n`)
  process.exit(found.length > 0 ? 1 : 0)
}
