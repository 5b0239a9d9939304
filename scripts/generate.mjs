// Generates schema.graphql from the server's code, the client's typed hooks from schema.graphql and its .graphql files, and
// prisma/structure.sql from a temporary database.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fail, ROOT } from './lib.mjs'
import { generateHooks, printSchema, printStructure } from './generated.mjs'

const printed = await printSchema()
if (printed.code !== 0) fail(`${printed.stderr.trim()}\nThe schema could not be printed: see above.`)
writeFileSync(path.join(ROOT, 'schema.graphql'), printed.stdout)

const hooks = await generateHooks()
if (hooks.code !== 0) fail(`${hooks.output.trim()}\nThe hooks could not be generated: see above.`)

const structure = await printStructure()
if (structure.code !== 0)
  fail(`${structure.stderr.trim()}\nThe structure of the database could not be printed: see above.`)
writeFileSync(path.join(ROOT, 'prisma/structure.sql'), structure.stdout)
process.stderr.write('schema.graphql, prisma/structure.sql and the hooks are up to date.\n')
