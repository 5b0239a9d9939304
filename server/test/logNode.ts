import { createLog } from '../src/platform/log.ts'
import { surviveAccidents } from '../src/platform/signals.ts'

// A process whose output nobody reads, for log.test.ts. Its parent closes the other end and sends a message; it logs, waits a few
// turns of the event loop, and answers with the number of uncaught errors.
const pretty = process.env.PRETTY === '1'
if (process.env.UNPROTECTED !== '1') surviveAccidents(createLog({ level: 'info', pretty }))
else process.on('uncaughtException', (error) => process.stderr.write(`${error.message}\n`))
let errors = 0
process.on('uncaughtException', () => errors++)
process.on('message', () => {
  if (process.env.UNPROTECTED === '1') process.stderr.write('a line\n')
  else createLog({ level: 'info', pretty }).info('a line')
  let turns = 0
  const turn = () => (++turns < 200 ? setTimeout(turn, 1) : process.send!(errors, () => process.exit()))
  turn()
})
process.send!('ready')
