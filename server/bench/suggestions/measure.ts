import type { Guesser } from './baselines.ts'
import type { Example } from './conversations.ts'

const BINS = 10
const ROUNDS = 7

/** Guesses of similar confidence: how often they should have been right, and were. */
export interface Bin {
  guesses: number
  expected: number
  right: number
}

/** How good a guesser is on examples that it has not seen. */
export interface Figures {
  top1: number
  top3: number
  /** Expected calibration error: by how much confidence and accuracy differ on average. */
  calibration: number
  bins: Bin[]
  /** Processor time from a text to its guesses: the median of several rounds. */
  microseconds: number
}

/** Measures a guesser. */
export function measure(guess: Guesser, examples: readonly Example[]): Figures {
  const bins: Bin[] = Array.from({ length: BINS }, () => ({ guesses: 0, expected: 0, right: 0 }))
  let [top1, top3] = [0, 0]
  for (const { text, label } of examples) {
    const guesses = guess(text)
    const { probability } = guesses[0]!
    const isRight = guesses[0]!.label === label
    top1 += Number(isRight)
    top3 += Number(guesses.slice(0, 3).some((one) => one.label === label))
    const bin = bins[Math.min(BINS - 1, Math.floor(probability * BINS))]!
    bin.guesses++
    bin.expected += probability
    bin.right += Number(isRight)
  }
  const difference = bins.reduce((sum, { expected, right }) => sum + Math.abs(expected - right), 0)
  const count = examples.length
  return {
    top1: top1 / count,
    top3: top3 / count,
    calibration: difference / count,
    bins,
    microseconds: timeOf(guess, examples),
  }
}

function timeOf(guess: Guesser, examples: readonly Example[]): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage()
    for (const { text } of examples) guess(text)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / examples.length
  })
  return rounds.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]!
}
