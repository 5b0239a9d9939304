import { type Guess, normalised } from '../../src/suggestions/classifier.ts'
import { featuresOf } from '../../src/suggestions/features.ts'
import type { Example } from './readings.ts'

/** How many words stand for a class. */
const KEYWORDS = 10

/** Guesses the class of a text. */
export type Guesser = (text: string) => Guess[]
/** Learns from examples. */
export type Learner = (examples: readonly Example[]) => Guesser

/** Always the most frequent classes. */
export function majority(examples: readonly Example[]): Guesser {
  const guesses = [...countsOf(examples.map(({ label }) => label))]
    .map(([label, count]) => ({ label, probability: count / examples.length }))
    .sort((a, b) => b.probability - a.probability)
  return () => guesses
}

/** The class of which most keywords occur: the words that are much more frequent in it than elsewhere. */
export function keywords(examples: readonly Example[]): Guesser {
  const known = examples.map(({ text, label }) => ({ label, features: featuresOf(text) }))
  const everywhere = countsOf(known.flatMap(({ features }) => features))
  const classes = majority(examples)('').map(({ label, probability }) => {
    const own = known.filter((one) => one.label === label)
    const ranked = [...countsOf(own.flatMap(({ features }) => features))]
      .map(([feature, count]) => ({ feature, weight: (count * count) / everywhere.get(feature)! }))
      .sort((a, b) => b.weight - a.weight)
    return { label, probability, words: new Set(ranked.slice(0, KEYWORDS).map(({ feature }) => feature)) }
  })
  return (text) => {
    const features = featuresOf(text)
    const scored = classes.map(({ label, probability, words }) => ({
      label,
      probability: features.filter((feature) => words.has(feature)).length + probability,
    }))
    const sum = scored.reduce((total, one) => total + one.probability, 0)
    return scored
      .map(({ label, probability }) => ({ label, probability: probability / sum }))
      .sort((a, b) => b.probability - a.probability)
  }
}

/** The textbook: multinomial naive Bayes over all words, each as often as it occurs, with a smoothing of 1. */
export function plainBayes(examples: readonly Example[]): Guesser {
  const classes = [...new Set(examples.map(({ label }) => label))].map((label) => {
    const own = examples.filter((one) => one.label === label)
    const words = own.flatMap(({ text }) => plainWords(text))
    return { label, prior: Math.log(own.length / examples.length), counts: countsOf(words), total: words.length }
  })
  const vocabulary = new Set(classes.flatMap(({ counts }) => [...counts.keys()])).size
  return (text) => {
    const words = plainWords(text)
    const scored = classes.map(({ label, prior, counts, total }) => {
      const evidence = words.map((word) => Math.log(((counts.get(word) ?? 0) + 1) / (total + vocabulary)))
      return { label, score: evidence.reduce((sum, one) => sum + one, prior) }
    })
    return normalised(scored)
  }
}

function plainWords(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9']+/g) ?? []
}

function countsOf<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}
