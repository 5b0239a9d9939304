import { runProgram } from '../src/platform/runProgram.ts'
import { benchAnalytics } from './analytics.ts'
import { benchClient } from './clientBench.ts'
import { benchFlood } from './flood.ts'
import { benchHints } from './hints.ts'
import { benchScale } from './scale.ts'
import { benchSearches } from './searchTimes.ts'
import { benchServer } from './serverBench.ts'
import { benchSuggestions } from './suggestions/main.ts'

const OTHERS: Record<string, (args: string[]) => Promise<void>> = {
  suggestions: benchSuggestions,
  searches: benchSearches,
  client: benchClient,
  flood: benchFlood,
  hints: benchHints,
  scale: async () => benchScale(),
  analytics: benchAnalytics,
}

runProgram(async () => {
  const [name = '', ...rest] = process.argv.slice(2)
  const other = OTHERS[name]
  await (other ? other(rest) : benchServer(process.argv.slice(2)))
})
