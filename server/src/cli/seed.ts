import { parseArgs } from 'node:util'
import { showProgress } from '../importing/progress.ts'
import { StartError, oneLine } from '../platform/errors/startError.ts'
import { refuseInProduction } from '../prepareDesk.ts'
import { seedDesk } from '../seeding/desk/seedDesk.ts'
import type { DeskSize } from '../seeding/desk/plan.ts'
import { asMaintenance } from './asMaintenance.ts'
import { withDatabase } from './withDatabase.ts'

const USAGE = 'Usage: pnpm seed [--tickets 1000] [--messages 10000] [--seed 1].'
const PER_TICKET = 10

withDatabase(async ({ database, env }) => {
  const size = readArguments(process.argv.slice(2))
  await refuseInProduction(env, database.roles)
  const started = performance.now()
  const progress = showProgress('Seeding')
  const { tickets, messages, emails } = await asMaintenance(database.roles, async (pool) => {
    const onProgress = (done: number) => progress.update(done, size.tickets, `${done.toLocaleString('en')} tickets`)
    const seeded = await seedDesk(pool, size, { onProgress })
    progress.stop()
    return seeded
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(
    `Added ${tickets.toLocaleString('en')} tickets and ${messages.toLocaleString('en')} messages (${seconds} s).\n`,
  )
  for (const [role, email] of Object.entries(emails)) process.stdout.write(`${role.padEnd(7)} ${email}\n`)
  process.stdout.write('These people have no passwords: "pnpm run token <email>" prints an API token.\n')
})

function readArguments(args: string[]): DeskSize {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({ args, options: { tickets: text, messages: text, seed: text } })
    const tickets = wholeNumber('--tickets', values.tickets, 1000)
    return {
      tickets,
      messages: wholeNumber('--messages', values.messages, tickets * PER_TICKET),
      seed: wholeNumber('--seed', values.seed, 1),
    }
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`${oneLine(error)} ${USAGE}`)
  }
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback
  if (!/^\d{1,12}$/.test(text)) throw new StartError(`${name} must be a whole number, not "${text}". ${USAGE}`)
  return Number(text)
}
