import { currentLocale } from '../lib/locale.ts'

/** The ticket of a link in a mail, and its rating. */
export type LinkedTicket = {
  number: string
  subject: string
  state: 'open' | 'reopened' | 'frozen'
  score: number | null
  comment: string | null
}
/** What came of a request: the ticket, `gone` if the link is not valid, a refusal in words, or `failed`. */
type Result = { ticket: LinkedTicket } | { problem: 'gone' | 'failed' } | { refusal: string }

const address = (token: string): string => `/api/rating?token=${encodeURIComponent(token)}`

const resultOf = async (request: Promise<Response>): Promise<Result> => {
  const response = await request.catch(() => null)
  if (!response) return { problem: 'failed' }
  if (response.status === 404) return { problem: 'gone' }
  const answer = (await response.json().catch(() => null)) as (LinkedTicket & { errors?: { message: string }[] }) | null
  if (response.ok && answer) return { ticket: answer }
  const refusal = answer?.errors?.[0]?.message
  return refusal && response.status < 500 ? { refusal } : { problem: 'failed' }
}

/** What a link is about. */
export const readRatingLink = (token: string): Promise<Result> => resultOf(fetch(address(token)))

/** Rates the link's ticket. */
export const rateByLink = (token: string, rating: { score: number; comment: string }): Promise<Result> =>
  resultOf(
    fetch(address(token), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': currentLocale() },
      body: JSON.stringify(rating),
    }),
  )
