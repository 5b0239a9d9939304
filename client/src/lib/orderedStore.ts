/** An in-memory store of ordered items in groups, with change listeners. */
export class OrderedStore<Item extends { place: number }> {
  readonly #idOf: (item: Item) => string
  readonly #groupOf: (item: Item) => string
  readonly #listeners = new Set<() => void>()
  readonly #groups = new Map<string, readonly Item[]>()
  #lastPosition = 0

  constructor(idOf: (item: Item) => string, groupOf: (item: Item) => string) {
    this.#idOf = idOf
    this.#groupOf = groupOf
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The items of one group, in order. The same array until one of them changes. */
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

  /** A position after all others. */
  nextPosition(): number {
    return (this.#lastPosition = Math.max(Date.now(), this.#lastPosition + 0.001))
  }

  /** Adds or replaces an item at its position; it leaves its previous group. */
  show(item: Item): void {
    this.#lastPosition = Math.max(this.#lastPosition, item.place)
    const before = this.find(this.#idOf(item))
    if (before) this.#take(before)
    const group = this.#groupOf(item)
    this.#groups.set(
      group,
      [...this.itemsOf(group), item].sort((a, b) => a.place - b.place),
    )
    this.#notify()
  }

  /** Removes an item. */
  hide(id: string): void {
    const item = this.find(id)
    if (!item) return
    this.#take(item)
    this.#notify()
  }

  #take(item: Item): void {
    const group = this.#groupOf(item)
    const left = this.itemsOf(group).filter((other) => this.#idOf(other) !== this.#idOf(item))
    if (left.length > 0) this.#groups.set(group, left)
    else this.#groups.delete(group)
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }
}

const NONE: readonly never[] = []
