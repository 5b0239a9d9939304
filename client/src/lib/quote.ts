type Audience = 'PARTICIPANTS' | 'STAFF' | 'REQUESTER' | 'SHOP'

/** A message as it is quoted by one that is being written. */
export type Quote = {
  id: string
  /** Null for messages of the system. */
  author: string | null
  text: string
  audience: Audience
}

/** The most characters of a quoted message that are kept with a draft. */
const EXCERPT = 280

/** The quote of a message; of one without text, the names of its files. */
export const quoteOf = (message: {
  id: string
  body: string | null
  audience: Audience
  author: { name: string } | null
  attachments: readonly { fileName: string }[]
}): Quote => ({
  id: message.id,
  author: message.author?.name ?? null,
  text: (message.body || message.attachments.map(({ fileName }) => fileName).join(', ')).slice(0, EXCERPT),
  audience: message.audience,
})

/** Whether everybody who reads a message to this audience is among the readers of the quoted one. */
export const mayQuote = (quote: Quote, audience: Audience): boolean =>
  audience === 'STAFF' || quote.audience === 'PARTICIPANTS' || quote.audience === audience

/** A quote as it is stored with a draft, and read again: null if it cannot be read. */
export const parseQuote = (text: string): Quote | null => {
  if (!text) return null
  try {
    return JSON.parse(text) as Quote
  } catch {
    return null
  }
}
