/** The maximum number of different subscriptions of one person on one node; the same one in several tabs counts once. */
export const SUBSCRIPTIONS_PER_PERSON = 100
/** The maximum of these for one feed: each event is read and executed once for each of them. */
export const SUBSCRIPTIONS_PER_FEED = 25

/** The number of subscribers by feed and key. */
type Subscriptions = Map<string, Map<string, number>>

/**
 * Limits the different subscriptions of a person. Subscribers with the same key are served together, so they count
 * once.
 */
export class SubscriptionLimit {
  readonly #people = new Map<string, Subscriptions>()

  /** Adds a subscriber and returns a function that removes it; undefined if the limit is reached. */
  enter(userId: string, feed: string, key: string): (() => void) | undefined {
    const subscriptions: Subscriptions = this.#people.get(userId) ?? new Map()
    const ofFeed = subscriptions.get(feed) ?? new Map<string, number>()
    const subscribers = ofFeed.get(key) ?? 0
    if (
      subscribers === 0 &&
      (ofFeed.size >= SUBSCRIPTIONS_PER_FEED || countOf(subscriptions) >= SUBSCRIPTIONS_PER_PERSON)
    )
      return
    this.#people.set(userId, subscriptions.set(feed, ofFeed.set(key, subscribers + 1)))
    let left = false
    return () => {
      if (!left) this.#leave(userId, feed, key)
      left = true
    }
  }

  #leave(userId: string, feed: string, key: string): void {
    const subscriptions = this.#people.get(userId)!
    const ofFeed = subscriptions.get(feed)!
    const subscribers = ofFeed.get(key)! - 1
    if (subscribers > 0) return void ofFeed.set(key, subscribers)
    ofFeed.delete(key)
    if (ofFeed.size === 0) subscriptions.delete(feed)
    if (subscriptions.size === 0) this.#people.delete(userId)
  }
}

function countOf(subscriptions: Subscriptions): number {
  return [...subscriptions.values()].reduce((sum, { size }) => sum + size, 0)
}
