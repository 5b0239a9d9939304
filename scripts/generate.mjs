// schema.graphql from the server's code, then the client's typed hooks from schema.graphql and its .graphql files.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fail, ROOT } from './lib.mjs'
import { generateHooks, printSchema } from './generated.mjs'

const printed = await printSchema()
if (printed.code !== 0) fail(`${printed.stderr.trim()}\nThe schema could not be printed: see above.`)
writeFileSync(path.join(ROOT, 'schema.graphql'), printed.stdout)

const hooks = await generateHooks()
if (hooks.code !== 0) fail(`${hooks.output.trim()}\nThe hooks could not be generated: see above.`)
process.stderr.write('schema.graphql and the hooks are up to date.\n')
