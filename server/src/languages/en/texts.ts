import type { Texts } from '../texts.ts'
import { audit } from './audit.ts'
import { notices } from './notices.ts'
import { page } from './page.ts'
import { reasons } from './reasons.ts'

/** English. */
export const en: Texts = {
  code: 'en',
  dir: 'ltr',
  notices,
  ...reasons,
  audit,
  page,
  mails: {
    hello: (name) => `Hello ${name},`,
    openTicket: 'Open the ticket',
    openRequests: 'Open the requests',
    replyByMail: 'You can also reply to this mail. Your reply is added to the ticket.',
    several: (count, desk) => `${count} notifications from ${desk}`,
    scores: ['Bad', 'Poor', 'Okay', 'Good', 'Great'],
    why: 'You get this mail because of your notification settings.',
    settings: 'Change notification settings',
    unsubscribe: 'Unsubscribe from these mails',
    readers: {
      staff: 'internal note',
      requester: 'only the requester and staff',
      shop: 'only the shop and staff',
    },
    links: {
      password_reset: (desk) => ({
        subject: `Reset your password for ${desk}`,
        text: `Somebody asked for a new password for your account at ${desk}. Choose one here:`,
        button: 'Choose a new password',
      }),
      known: (desk) => ({
        subject: `You already have an account at ${desk}`,
        text: `Somebody tried to create an account at ${desk} with your email address. You already have one: sign in as usual. If you have no password or forgot it, choose a new one here:`,
        button: 'Choose a new password',
      }),
      sign_up: (desk) => ({
        subject: `Create your account at ${desk}`,
        text: `Confirm your email address to create an account at ${desk}:`,
        button: 'Create account',
      }),
      sign_in: (desk) => ({
        subject: `Sign in to ${desk}`,
        text: `Use this link to sign in to ${desk} without a password:`,
        button: 'Sign in',
      }),
      email_change: (desk) => ({
        subject: `Confirm your new email address for ${desk}`,
        text: `Confirm that this is the new email address of your account at ${desk}:`,
        button: 'Confirm email address',
      }),
    },
    once: 'The link works once, for one hour.',
    ignore: 'If you did not ask for this, you can ignore this email: nothing changes.',
    openAccount: 'Open your account',
    invitation: {
      subject: (inviter, desk) => `${inviter} invites you to ${desk}`,
      text: (inviter, desk, role) => `${inviter} invites you to ${desk} (${role}).`,
      button: 'Choose a password',
    },
    shopInvitation: {
      subject: (inviter, shop) => `${inviter} invites you to answer for ${shop}`,
      text: (inviter, shop, desk) => `${inviter} invites you to answer customers of ${shop} on ${desk}.`,
      button: 'Join the shop',
    },
    onceUntil: (day) => `The link works once, until ${day}.`,
    unexpected: 'If you did not expect this invitation, you can ignore this email.',
    roles: {
      marketplace: { buyer: 'Buyer', seller: 'Seller', agent: 'Agent', admin: 'Admin' },
      counselling: { buyer: 'Student', seller: 'Partner', agent: 'Counsellor', admin: 'Admin' },
    },
    newEmail: {
      subject: (desk) => `A new email address for your account at ${desk}`,
      text: (email) =>
        `Somebody who is signed in to your account asked to change its email address to ${email}. It changes once that address is confirmed.`,
      footer: 'If it was not you, change your password: this ends all sign-ins and invalidates the link.',
    },
    factorReset: {
      subject: (desk) => `Your second factor at ${desk} was removed`,
      text: (desk) =>
        `An admin removed the second factor of your account at ${desk}, because it was lost. You were signed out everywhere. Sign in with your password and set up a new one.`,
      footer: 'If you did not ask for this, tell your admins and change your password.',
    },
    setup: {
      subject: (desk) => `Set up ${desk}`,
      text: (desk) => `${desk} is running and has no admin yet. Create the first admin account here:`,
      button: 'Set up',
      once: 'The link works once, within a day.',
      footer: 'You get this email because your address is in ADMIN_EMAIL on the server.',
    },
  },
  received: {
    noSubject: 'No subject',
    noText: 'This email has no text.',
    notStored: 'Files that were not stored:',
    moreFiles: (count, most) => `More files: ${count} (a message has at most ${most}).`,
  },
  shortcuts: { newTicket: 'New ticket', starred: 'Starred' },
  sessionTitle: (desk, ticket) => `${desk}: session about ${ticket}`,
  sms: {
    news: {
      replies: (ticket) => `New reply in ${ticket}`,
      status: (ticket) => `New status of ${ticket}`,
      sessions: (ticket) => `News about a session in ${ticket}`,
      assignments: (ticket) => `You were assigned ${ticket}`,
      unassigned: (ticket) => `New message in unassigned ${ticket}`,
      notes: (ticket) => `New note in ${ticket}`,
      requests: (ticket) => `News about a request for ${ticket}`,
      ratings: (ticket) => `News about the rating of ${ticket}`,
      disputes: (ticket) => `News about the dispute in ${ticket}`,
    },
    newsIn: (ticket) => `News in ${ticket}`,
    request: (desk) => `News about a request in ${desk}`,
    code: (code, desk) => `${code} is your code for ${desk}. It is valid for 10 minutes.`,
  },
}
