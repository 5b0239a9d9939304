import { keepYoungGenerationSmall } from '../platform/youngGeneration.ts'

// The entry of a build: parley <command> [arguments…]. scripts/server.mjs runs the same commands from their source.
const COMMANDS: Record<string, () => Promise<unknown>> = {
  start: () => import('../main.ts'),
  admin: () => import('./admin.ts'),
  backup: () => import('./backup.ts'),
  doctor: () => import('./doctor.ts'),
  export: () => import('./export.ts'),
  import: () => import('./import.ts'),
  restore: () => import('./restore.ts'),
  seed: () => import('./seed.ts'),
  token: () => import('./token.ts'),
}

const [name = '', ...args] = process.argv.slice(2)
if (Object.hasOwn(COMMANDS, name)) {
  // The programs read their arguments from the same position, however they were started.
  process.argv.splice(2, Infinity, ...args)
  // Backups and imports have work to do from the first moment.
  if (name === 'start') keepYoungGenerationSmall()
  await COMMANDS[name]!()
} else {
  process.stderr.write(`Usage: parley <${Object.keys(COMMANDS).join('|')}> [arguments…]\n`)
  process.exitCode = 2
}
