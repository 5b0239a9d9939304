import type { NotificationKind } from '../generated/prisma/client.ts'

/** What the sentence of a notification is made of. */
export interface NoticeWords {
  /** Who did it; `actor` is null if no person did. */
  who: string
  actor: string | null
  /** The ticket's number, and the same from the reader's point of view. */
  ticket: string
  yourTicket: string
  isYours: boolean
  /** What was asked for. */
  request: string
  count: number
  data: { to?: string; reason?: string; opened?: boolean; reopened?: boolean }
}

type NewsGroup =
  | 'replies'
  | 'status'
  | 'sessions'
  | 'assignments'
  | 'unassigned'
  | 'notes'
  | 'requests'
  | 'ratings'
  | 'disputes'
type LinkKind = 'password_reset' | 'known' | 'sign_up' | 'sign_in' | 'email_change'

/** What Parley writes to people outside the client, in one language. */
export interface Texts {
  code: string
  dir: 'ltr' | 'rtl'
  notices: {
    someone: string
    conversation: string
    yourTicket: (ticket: string) => string
    /** To join a ticket; null for a chat. */
    request: (ticket: string | null) => string
    sentences: Readonly<Record<NotificationKind, (words: NoticeWords) => string>>
  }
  mails: {
    hello: (name: string) => string
    openTicket: string
    openRequests: string
    replyByMail: string
    several: (count: number, desk: string) => string
    /** From the worst to the best. */
    scores: readonly [string, string, string, string, string]
    why: string
    settings: string
    unsubscribe: string
    readers: { staff: string; requester: string; shop: string }
    links: Readonly<Record<LinkKind, (desk: string) => { subject: string; text: string; button: string }>>
    once: string
    ignore: string
    openAccount: string
    newEmail: { subject: (desk: string) => string; text: (email: string) => string; footer: string }
    factorReset: { subject: (desk: string) => string; text: (desk: string) => string; footer: string }
  }
  sms: {
    news: Readonly<Record<NewsGroup, (ticket: string) => string>>
    newsIn: (ticket: string) => string
    request: (desk: string) => string
    code: (code: string, desk: string) => string
  }
}
