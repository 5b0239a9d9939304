import type { NotificationChannel, NotificationKind, UserRole } from '../generated/prisma/client.ts'
import type { AuditWords } from './auditWords.ts'
import type { PageWords } from './pageWords.ts'

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

/** Why a delivery waits, went out, or did not. */
export type ReasonCode =
  | 'delay'
  | 'quiet_hours'
  | 'digest'
  | 'in_app'
  | 'unread'
  | 'delivered'
  | 'read'
  | 'off'
  | 'not_by_default'
  | 'no_address'
  | 'no_phone'
  | 'stopped'
  | 'no_subscription'
  | 'no_access'
  | 'gone'
  | 'disabled'
  | 'not_configured'
  | 'refused'

interface Invitation<Subject extends string[], Text extends string[]> {
  subject: (...words: Subject) => string
  text: (...words: Text) => string
  button: string
}

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
    invitation: Invitation<[inviter: string, desk: string], [inviter: string, desk: string, role: string]>
    shopInvitation: Invitation<[inviter: string, shop: string], [inviter: string, shop: string, desk: string]>
    onceUntil: (day: string) => string
    unexpected: string
    roles: Readonly<Record<'marketplace' | 'counselling', Readonly<Record<UserRole, string>>>>
    newEmail: { subject: (desk: string) => string; text: (email: string) => string; footer: string }
    factorReset: { subject: (desk: string) => string; text: (desk: string) => string; footer: string }
    /** With the link for creating the first admin. */
    setup: {
      subject: (desk: string) => string
      text: (desk: string) => string
      button: string
      once: string
      footer: string
    }
  }
  /** What is written into a message in place of what a received mail lacks. */
  received: {
    noSubject: string
    noText: string
    notStored: string
    moreFiles: (count: number, most: number) => string
  }
  /** What the icon of the installed app offers. */
  shortcuts: { newTicket: string; starred: string }
  /** Of a meeting in a calendar. */
  sessionTitle: (desk: string, ticket: string) => string
  channels: Readonly<Record<NotificationChannel, string>>
  /** Why a notification was sent, or not, by a channel. */
  deliveries: Readonly<Record<ReasonCode, (by: string) => string>>
  /** Why somebody is suggested for a ticket. */
  suggestions: {
    availability: Readonly<Record<'available' | 'away' | 'off', string>>
    expertise: (...words: string[]) => string
    resolved: (tickets: number) => string
    tagged: (tag: string, count: number) => string
    allTagged: (tag: string) => string
    oneTagged: (tag: string) => string
    load: (open: number) => string
    loadOf: (open: number, limit: number) => string
    noLoad: string
    full: (limit: number) => string
    comma: string
  }
  audit: AuditWords
  page: PageWords
  sms: {
    news: Readonly<Record<NewsGroup, (ticket: string) => string>>
    newsIn: (ticket: string) => string
    request: (desk: string) => string
    code: (code: string, desk: string) => string
  }
}
