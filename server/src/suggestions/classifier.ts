/** A label and how probable it is. */
export interface Guess {
  label: string
  probability: number
}

/** Added to the count of each feature: a word that a label has never had is unlikely, not impossible. */
const SMOOTHING = 0.05
/** The share of the vocabulary that is added to the number of a label's features, so that small labels are not preferred. */
const VOCABULARY = 0.02
/**
 * The weight of a text's features, divided by the square root of their number. Naive Bayes treats words as independent, and is
 * overconfident without it. The three were found by cross-validation (docs/decisions/038).
 */
const EVIDENCE = 0.9

interface Label {
  readonly name: string
  texts: number
  features: number
  /** What the features of the text that is being classified say for it. */
  evidence: number
}

/**
 * A naive Bayes classifier over sets of features. What it knows is counts, so it learns one text at a time, and unlearning a
 * text restores exactly what it was before.
 */
export class Classifier {
  readonly #labels = new Map<string, Label>()
  /** How many texts with a feature each label has. */
  readonly #counts = new Map<number, Map<Label, number>>()
  #texts = 0

  learn(features: readonly number[], label: string): void {
    this.#add(features, label, 1)
  }

  /** The opposite of `learn` with the same features and label. */
  unlearn(features: readonly number[], label: string): void {
    this.#add(features, label, -1)
  }

  /** All labels, most probable first. The probabilities add up to 1. */
  classify(features: readonly number[]): Guess[] {
    const labels = [...this.#labels.values()]
    for (const label of labels) label.evidence = 0
    let known = 0
    for (const feature of features) {
      const counts = this.#counts.get(feature)
      if (!counts) continue
      known++
      for (const [label, count] of counts) label.evidence += Math.log1p(count / SMOOTHING)
    }
    const weight = EVIDENCE / Math.sqrt(Math.max(1, known))
    const vocabulary = this.#counts.size
    return normalised(
      labels.map(({ name, texts, features: total, evidence }) => ({
        label: name,
        score: Math.log(texts / this.#texts) + weight * (evidence - known * Math.log(total + VOCABULARY * vocabulary)),
      })),
    )
  }

  #add(features: readonly number[], name: string, sign: 1 | -1): void {
    const label = this.#labels.get(name) ?? { name, texts: 0, features: 0, evidence: 0 }
    label.texts += sign
    label.features += sign * features.length
    this.#texts += sign
    if (label.texts > 0) this.#labels.set(name, label)
    else this.#labels.delete(name)
    for (const feature of features) {
      const counts = this.#counts.get(feature) ?? new Map<Label, number>()
      const count = (counts.get(label) ?? 0) + sign
      if (count > 0) counts.set(label, count)
      else counts.delete(label)
      if (counts.size > 0) this.#counts.set(feature, counts)
      else this.#counts.delete(feature)
    }
  }
}

/** Probabilities of logarithmic scores, highest first. */
export function normalised(scored: readonly { label: string; score: number }[]): Guess[] {
  const highest = Math.max(...scored.map(({ score }) => score))
  const weighed = scored.map(({ label, score }) => ({ label, probability: Math.exp(score - highest) }))
  const sum = weighed.reduce((total, { probability }) => total + probability, 0)
  return weighed
    .map(({ label, probability }) => ({ label, probability: probability / sum }))
    .sort((a, b) => b.probability - a.probability)
}
