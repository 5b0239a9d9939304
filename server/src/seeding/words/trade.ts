/** What people write about in one trade. `{item}`, `{order}`, `{amount}` and `{day}` are filled in. */
export interface Trade {
  team: string
  /** The commonest first. */
  tags: readonly string[]
  items: readonly string[]
  subjects: readonly string[]
  /** How a requester begins. */
  openings: readonly string[]
  /** What staff ask or tell while they look into it. */
  answers: readonly string[]
  /** How staff end it. */
  solutions: readonly string[]
}
