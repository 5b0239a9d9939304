/** Different subscriptions that one person may follow on one node; the same one in several tabs counts once. */
export const QUESTIONS_PER_PERSON = 100
/** Of which of one feed: each event is read and executed once for each of them. */
export const QUESTIONS_PER_FEED = 25

/** How many subscribers there are, by question, by feed. */
type Asked = Map<string, Map<string, number>>

/** Counts the different questions that people follow. Subscribers who ask the same are served together, so they cost once. */
export class SubscriptionLimit {
  readonly #people = new Map<string, Asked>()

  /** Takes one more subscriber in and returns what to call once it has gone; undefined where it would be too many. */
  enter(userId: string, feed: string, question: string): (() => void) | undefined {
    const asked: Asked = this.#people.get(userId) ?? new Map()
    const ofFeed = asked.get(feed) ?? new Map<string, number>()
    const subscribers = ofFeed.get(question) ?? 0
    if (subscribers === 0 && (ofFeed.size >= QUESTIONS_PER_FEED || countOf(asked) >= QUESTIONS_PER_PERSON)) return
    this.#people.set(userId, asked.set(feed, ofFeed.set(question, subscribers + 1)))
    let left = false
    return () => {
      if (!left) this.#leave(userId, feed, question)
      left = true
    }
  }

  #leave(userId: string, feed: string, question: string): void {
    const asked = this.#people.get(userId)!
    const ofFeed = asked.get(feed)!
    const subscribers = ofFeed.get(question)! - 1
    if (subscribers > 0) return void ofFeed.set(question, subscribers)
    ofFeed.delete(question)
    if (ofFeed.size === 0) asked.delete(feed)
    if (asked.size === 0) this.#people.delete(userId)
  }
}

function countOf(asked: Asked): number {
  return [...asked.values()].reduce((sum, { size }) => sum + size, 0)
}
