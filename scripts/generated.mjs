import path from 'node:path'
import { bin, ROOT, run } from './lib.mjs'

const TSX = new URL('../server/node_modules/tsx/dist/esm/index.mjs', import.meta.url).href

/** Prints the schema that the server's code builds, as SDL on stdout. */
export const printSchema = () => print('server/src/cli/printSchema.ts')

/** Prints the structure of a freshly migrated database, as SQL on stdout. */
export const printStructure = () => print('server/src/cli/printStructure.ts')

/** Prints the manifest of the operations in the client's hooks, as JSON on stdout. */
export const printDocuments = () => print('scripts/printDocuments.mjs')

function print(program) {
  return run(process.execPath, ['--import', TSX, path.join(ROOT, program)], { quiet: true })
}

/** Writes the client's hooks; with `check`, only reports (by its exit code) whether they are up to date. */
export function generateHooks({ check = false } = {}) {
  return run(bin('graphql-codegen'), ['--config', 'codegen.ts', '--silent', ...(check ? ['--check'] : [])], {
    quiet: true,
  })
}
