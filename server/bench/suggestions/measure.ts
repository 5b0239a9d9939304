import { createHash } from 'node:crypto'
import type { Guesser, Learner } from './baselines.ts'
import type { Example } from './readings.ts'

const BINS = 10
const ROUNDS = 7

/** Examples to learn from, and others to try. */
export interface Part {
  learned: Example[]
  tried: Example[]
}

/** Splits examples into parts of equal size, each tried with what was learned from the others; by the id of the conversation alone. */
export function inParts(examples: readonly Example[], parts: number): Part[] {
  const partOf = ({ id }: Example) => createHash('sha256').update(id).digest().readUInt32BE(0) % parts
  return Array.from({ length: parts }, (_, part) => ({
    learned: examples.filter((one) => partOf(one) !== part),
    tried: examples.filter((one) => partOf(one) === part),
  }))
}

/** Guesses of similar confidence: how often they should have been right, and were. */
export interface Bin {
  guesses: number
  expected: number
  right: number
}

/** How good a classifier is on examples that it has not seen. */
export interface Figures {
  top1: number
  top3: number
  /** Expected calibration error: by how much confidence and accuracy differ on average. */
  calibration: number
  bins: Bin[]
  /** Processor time from a text to its guesses, in microseconds: the median of several rounds. */
  guessing: number
  /** Processor time to learn an example, in microseconds. */
  learning: number
}

/** Measures a classifier. */
export function measure(learner: Learner, parts: readonly Part[]): Figures {
  const bins: Bin[] = Array.from({ length: BINS }, () => ({ guesses: 0, expected: 0, right: 0 }))
  let [top1, top3] = [0, 0]
  const times = parts.map(({ learned, tried }) => {
    const [guess, learning] = timed(() => learner(learned))
    for (const { text, label } of tried) {
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
    return { guessing: timeOf(guess, tried), learning: learning / learned.length }
  })
  const difference = bins.reduce((sum, { expected, right }) => sum + Math.abs(expected - right), 0)
  const count = bins.reduce((sum, { guesses }) => sum + guesses, 0)
  return {
    top1: top1 / count,
    top3: top3 / count,
    calibration: difference / count,
    bins,
    guessing: median(times.map(({ guessing }) => guessing)),
    learning: median(times.map(({ learning }) => learning)),
  }
}

function timeOf(guess: Guesser, examples: readonly Example[]): number {
  const rounds = Array.from({ length: ROUNDS }, () => timed(() => examples.forEach(({ text }) => guess(text)))[1])
  return median(rounds) / examples.length
}

/** The result of some work, and its processor time in microseconds. */
function timed<T>(work: () => T): [T, number] {
  const before = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(before)
  return [result, user + system]
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
