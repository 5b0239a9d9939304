/** Things with a place of their own, in groups, shown to whoever listens. Nothing is kept here beyond the page. */
export class Shelf<Item extends { place: number }> {
  readonly #idOf: (item: Item) => string
  readonly #groupOf: (item: Item) => string
  readonly #listeners = new Set<() => void>()
  readonly #groups = new Map<string, readonly Item[]>()
  #lastPlace = 0

  constructor(idOf: (item: Item) => string, groupOf: (item: Item) => string) {
    this.#idOf = idOf
    this.#groupOf = groupOf
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What is in one group, in order. The same array until something in it changes. */
  itemsOf = (group: string): readonly Item[] => this.#groups.get(group) ?? NONE

  items(): Item[] {
    return [...this.#groups.values()].flat()
  }

  /** The groups that hold anything. */
  groups(): string[] {
    return [...this.#groups.keys()]
  }

  find(id: string): Item | undefined {
    return this.items().find((item) => this.#idOf(item) === id)
  }

  /** A place behind all others, and later than whatever was made before now. */
  nextPlace(): number {
    return (this.#lastPlace = Math.max(Date.now(), this.#lastPlace + 0.001))
  }

  /** Shows an item as it is now, in its place; it leaves the group that it was in before. */
  show(item: Item): void {
    this.#lastPlace = Math.max(this.#lastPlace, item.place)
    const before = this.find(this.#idOf(item))
    if (before) this.#take(before)
    const group = this.#groupOf(item)
    this.#groups.set(
      group,
      [...this.itemsOf(group), item].sort((a, b) => a.place - b.place),
    )
    this.#tell()
  }

  /** Shows an item no more. */
  hide(id: string): void {
    const item = this.find(id)
    if (!item) return
    this.#take(item)
    this.#tell()
  }

  #take(item: Item): void {
    const group = this.#groupOf(item)
    const left = this.itemsOf(group).filter((other) => this.#idOf(other) !== this.#idOf(item))
    if (left.length > 0) this.#groups.set(group, left)
    else this.#groups.delete(group)
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

const NONE: readonly never[] = []
