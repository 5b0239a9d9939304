import { examine } from '../doctor/examine.ts'
import { type Finding, found } from '../doctor/finding.ts'
import { readEnv } from '../env.ts'
import { runProgram } from '../platform/runProgram.ts'
import { counted } from './counted.ts'

const SIGNS = { ok: '✓', warning: '!', problem: '✗' } as const

// Examines the desk, and says what to do. Exits with 1 if something does not work. Warnings do not count.
runProgram(async () => {
  const findings = await found('Configuration', 'Correct the variable in the environment or in .env.', () =>
    examine(readEnv()),
  )
  process.stdout.write(`${findings.map(lineOf).join('\n')}\n\n`)
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length
  const [problems, warnings] = [count('problem'), count('warning')]
  process.stdout.write(
    problems + warnings === 0
      ? 'Everything is in order.\n'
      : `${counted(problems, 'problem')}, ${counted(warnings, 'warning')}.\n`,
  )
  if (problems > 0) process.exitCode = 1
})

function lineOf({ name, state, text, advice }: Finding): string {
  const line = `${SIGNS[state]} ${name.padEnd(14)} ${text}`
  return advice ? `${line}\n${' '.repeat(17)}→ ${advice}` : line
}
