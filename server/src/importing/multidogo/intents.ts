/** Intents that describe the turn's role in the conversation instead of the customer's request. */
const SMALL_TALK = new Set([
  'openinggreeting',
  'closinggreeting',
  'contentonly',
  'confirmation',
  'rejection',
  'thankyou',
  'outofdomain',
])

/** Turns that are never used as a subject, however long they are. */
const SAYS_NOTHING = new Set(['openinggreeting', 'closinggreeting', 'thankyou', 'confirmation', 'rejection'])

/**
 * The requests in an intent column. Two are joined by `<div>`; labels of single words ("O O current_city"), which occur in a
 * few turns, are not intents.
 */
export function requestsIn(intent: string): string[] {
  return intent.split('<div>').filter((name) => /^[a-z]+$/.test(name) && !SMALL_TALK.has(name))
}

/** Whether a turn can be used as a subject. */
export function maySaySubject(intent: string): boolean {
  return !SAYS_NOTHING.has(intent)
}
