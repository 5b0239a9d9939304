/** How much of the weight of a text's features another text must have to be similar. */
const SIMILAR = 0.6

/** Finds the known texts that are similar to another one, by the features that they share; rare features weigh more. */
export class SimilarTexts {
  /** The positions of the texts that have a feature. */
  readonly #positions = new Map<number, number[]>()
  readonly #ids: (string | null)[] = []
  readonly #free: number[] = []
  readonly #texts = new Map<string, { position: number; features: readonly number[] }>()

  add(id: string, features: readonly number[]): void {
    const position = this.#free.pop() ?? this.#ids.length
    this.#ids[position] = id
    this.#texts.set(id, { position, features })
    for (const feature of features) {
      const positions = this.#positions.get(feature)
      if (positions) positions.push(position)
      else this.#positions.set(feature, [position])
    }
  }

  remove(id: string): void {
    const text = this.#texts.get(id)
    if (!text) return
    this.#texts.delete(id)
    this.#ids[text.position] = null
    this.#free.push(text.position)
    for (const feature of text.features) {
      const positions = this.#positions.get(feature)!
      const last = positions.pop()!
      if (last !== text.position) positions[positions.indexOf(text.position)] = last
      if (positions.length === 0) this.#positions.delete(feature)
    }
  }

  /** The ids of the similar texts, in no particular order. */
  similarTo(features: readonly number[]): string[] {
    const shared = new Float64Array(this.#ids.length)
    let whole = 0
    for (const feature of features) {
      const positions = this.#positions.get(feature)
      const weight = Math.log1p(this.#texts.size / (positions?.length ?? 1))
      whole += weight
      for (const position of positions ?? []) shared[position]! += weight
    }
    if (whole === 0) return []
    return this.#ids.filter((id, position) => id !== null && shared[position]! >= SIMILAR * whole) as string[]
  }
}
