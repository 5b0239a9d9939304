// Starts the whole product in this process: what is out of date is built first, and then the compiled server takes over. Node cannot
// replace itself by another program (process.execve is newer than Node 20), so no process may wait for another one here.
// Usage: node --max-semi-space-size=64 scripts/start.mjs
import { prepareClient, preparePrisma, prepareServer } from './prepare.mjs'

await preparePrisma()
await prepareClient()
const entry = await prepareServer()
process.argv.splice(2, Infinity, 'start')
await import(entry)
