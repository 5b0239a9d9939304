import { printSchema } from 'graphql'
import { schema } from '../schema.ts'

// schema.graphql is this program's output, committed and never edited by hand.
process.stdout.write(`# Printed from server/src: do not edit. \`pnpm generate\` writes it.\n${printSchema(schema)}\n`)
