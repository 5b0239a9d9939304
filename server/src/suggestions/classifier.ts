/** A label and how probable it is. */
export interface Guess {
  label: string
  probability: number
}

/** Added to the count of each feature: a word that a label has never had is unlikely, not impossible. */
const SMOOTHING = 0.05
/**
 * The weight of a text's features, divided by the square root of their number. Naive Bayes treats words as independent, and is
 * overconfident without it. Found by cross-validation (docs/decisions/038).
 */
const EVIDENCE = 0.9

/**
 * A naive Bayes classifier over sets of features. What it knows is counts, so it learns one text at a time, and unlearning a
 * text restores exactly what it was before.
 */
export class Classifier {
  /** How many texts with a feature each label has. */
  readonly #counts = new Map<number, Map<string, number>>()
  readonly #labels = new Map<string, { texts: number; features: number }>()
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
    const labels = [...this.#labels.keys()]
    const position = new Map(labels.map((label, index) => [label, index]))
    const evidence = new Float64Array(labels.length)
    let known = 0
    for (const feature of features) {
      const counts = this.#counts.get(feature)
      if (!counts) continue
      known++
      for (const [label, count] of counts) evidence[position.get(label)!]! += Math.log1p(count / SMOOTHING)
    }
    const weight = EVIDENCE / Math.sqrt(Math.max(1, known))
    const scores = labels.map((label, index) => {
      const { texts, features: total } = this.#labels.get(label)!
      return (
        Math.log(texts / this.#texts) +
        weight * (evidence[index]! - known * Math.log(total / SMOOTHING + this.#counts.size))
      )
    })
    return normalised(labels, scores)
  }

  #add(features: readonly number[], label: string, sign: 1 | -1): void {
    const of = this.#labels.get(label) ?? { texts: 0, features: 0 }
    of.texts += sign
    of.features += sign * features.length
    this.#texts += sign
    if (of.texts > 0) this.#labels.set(label, of)
    else this.#labels.delete(label)
    for (const feature of features) {
      const counts = this.#counts.get(feature) ?? new Map<string, number>()
      const count = (counts.get(label) ?? 0) + sign
      if (count > 0) counts.set(label, count)
      else counts.delete(label)
      if (counts.size > 0) this.#counts.set(feature, counts)
      else this.#counts.delete(feature)
    }
  }
}

function normalised(labels: readonly string[], scores: readonly number[]): Guess[] {
  const highest = Math.max(...scores)
  const weights = scores.map((score) => Math.exp(score - highest))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return labels
    .map((label, index) => ({ label, probability: weights[index]! / sum }))
    .sort((a, b) => b.probability - a.probability)
}
