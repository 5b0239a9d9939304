// Generates schema.graphql from the server's code, the client's typed hooks from schema.graphql and its .graphql files, the
// manifest of trusted documents from the hooks, and prisma/structure.sql from a temporary database.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fail, ROOT } from './lib.mjs'
import { released } from './apiChanges.mjs'
import { generateHooks, printDocuments, printSchema, printStructure } from './generated.mjs'

const printed = await printSchema()
if (printed.code !== 0) fail(`${printed.stderr.trim()}\nThe schema could not be printed: see above.`)
writeFileSync(path.join(ROOT, 'schema.graphql'), printed.stdout)

const hooks = await generateHooks()
if (hooks.code !== 0) fail(`${hooks.output.trim()}\nThe hooks could not be generated: see above.`)

const documents = await printDocuments()
if (documents.code !== 0) fail(`${documents.stderr.trim()}\nThe trusted documents could not be printed: see above.`)
writeFileSync(path.join(ROOT, 'trusted-documents.json'), documents.stdout)
// Pages of the previous release stay open during an upgrade. In a clone without tags, the committed file stays.
const previous = released('trusted-documents.json')
if (previous !== null) writeFileSync(path.join(ROOT, 'trusted-documents.previous.json'), previous)

const structure = await printStructure()
if (structure.code !== 0)
  fail(`${structure.stderr.trim()}\nThe structure of the database could not be printed: see above.`)
writeFileSync(path.join(ROOT, 'prisma/structure.sql'), structure.stdout)
process.stderr.write('schema.graphql, prisma/structure.sql, trusted-documents.json and the hooks are up to date.\n')
