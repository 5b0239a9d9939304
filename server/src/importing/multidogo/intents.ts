/** What a turn does in the conversation, rather than what the customer came for. */
const SMALL_TALK = new Set([
  'openinggreeting',
  'closinggreeting',
  'contentonly',
  'confirmation',
  'rejection',
  'thankyou',
  'outofdomain',
])

/** Turns that a subject is never made of, however many words they have. */
const SAYS_NOTHING = new Set(['openinggreeting', 'closinggreeting', 'thankyou', 'confirmation', 'rejection'])

/**
 * The requests in an intent column. Two at once are joined by `<div>`; labels of single words ("O O current_city"), which
 * stand there in a few turns, are no intents.
 */
export function requestsIn(intent: string): string[] {
  return intent.split('<div>').filter((name) => /^[a-z]+$/.test(name) && !SMALL_TALK.has(name))
}

/** Whether a turn may say what the conversation is about. */
export function maySaySubject(intent: string): boolean {
  return !SAYS_NOTHING.has(intent)
}
