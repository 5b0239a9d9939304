import type { Texts } from '../texts.ts'
import { audit } from './audit.ts'
import { notices } from './notices.ts'
import { page } from './page.ts'
import { reasons } from './reasons.ts'

/** German, with the formal address. */
export const de: Texts = {
  code: 'de',
  dir: 'ltr',
  notices,
  ...reasons,
  audit,
  page,
  mails: {
    hello: (name) => `Guten Tag ${name},`,
    openTicket: 'Ticket öffnen',
    openRequests: 'Anfragen öffnen',
    replyByMail: 'Sie können auch auf diese E-Mail antworten. Ihre Antwort wird dem Ticket hinzugefügt.',
    several: (count, desk) => `${count} Benachrichtigungen von ${desk}`,
    scores: ['Schlecht', 'Mäßig', 'Okay', 'Gut', 'Sehr gut'],
    why: 'Sie erhalten diese E-Mail aufgrund Ihrer Einstellungen für Benachrichtigungen.',
    settings: 'Benachrichtigungen einstellen',
    unsubscribe: 'Diese E-Mails abbestellen',
    readers: {
      staff: 'interne Notiz',
      requester: 'nur der Anfragende und Mitarbeiter',
      shop: 'nur der Shop und Mitarbeiter',
    },
    links: {
      password_reset: (desk) => ({
        subject: `Neues Passwort für ${desk}`,
        text: `Jemand hat ein neues Passwort für Ihr Konto bei ${desk} angefordert. Hier können Sie es festlegen:`,
        button: 'Neues Passwort festlegen',
      }),
      known: (desk) => ({
        subject: `Sie haben bereits ein Konto bei ${desk}`,
        text: `Jemand wollte mit Ihrer E-Mail-Adresse ein Konto bei ${desk} erstellen. Sie haben bereits eines: Melden Sie sich wie gewohnt an. Wenn Sie kein Passwort haben oder es vergessen haben, legen Sie hier ein neues fest:`,
        button: 'Neues Passwort festlegen',
      }),
      sign_up: (desk) => ({
        subject: `Erstellen Sie Ihr Konto bei ${desk}`,
        text: `Bestätigen Sie Ihre E-Mail-Adresse, um ein Konto bei ${desk} zu erstellen:`,
        button: 'Konto erstellen',
      }),
      sign_in: (desk) => ({
        subject: `Anmelden bei ${desk}`,
        text: `Mit diesem Link melden Sie sich ohne Passwort bei ${desk} an:`,
        button: 'Anmelden',
      }),
      email_change: (desk) => ({
        subject: `Bestätigen Sie Ihre neue E-Mail-Adresse für ${desk}`,
        text: `Bestätigen Sie, dass dies die neue E-Mail-Adresse Ihres Kontos bei ${desk} ist:`,
        button: 'E-Mail-Adresse bestätigen',
      }),
    },
    once: 'Der Link funktioniert einmal und ist eine Stunde lang gültig.',
    ignore: 'Wenn Sie das nicht angefordert haben, können Sie diese E-Mail ignorieren: Es ändert sich nichts.',
    openAccount: 'Konto öffnen',
    invitation: {
      subject: (inviter, desk) => `${inviter} lädt Sie zu ${desk} ein`,
      text: (inviter, desk, role) => `${inviter} lädt Sie zu ${desk} ein (Rolle: ${role}).`,
      button: 'Passwort festlegen',
    },
    shopInvitation: {
      subject: (inviter, shop) => `${inviter} lädt Sie ein, für ${shop} zu antworten`,
      text: (inviter, shop, desk) => `${inviter} lädt Sie ein, auf ${desk} Kunden von ${shop} zu antworten.`,
      button: 'Dem Shop beitreten',
    },
    onceUntil: (day) => `Der Link funktioniert einmal und ist bis ${day} gültig.`,
    unexpected: 'Wenn Sie diese Einladung nicht erwartet haben, können Sie diese E-Mail ignorieren.',
    roles: {
      marketplace: { buyer: 'Käufer', seller: 'Verkäufer', agent: 'Mitarbeiter', admin: 'Admin' },
      counselling: { buyer: 'Student', seller: 'Partner', agent: 'Berater', admin: 'Admin' },
    },
    newEmail: {
      subject: (desk) => `Neue E-Mail-Adresse für Ihr Konto bei ${desk}`,
      text: (email) =>
        `Jemand, der in Ihrem Konto angemeldet ist, möchte dessen E-Mail-Adresse in ${email} ändern. Sie ändert sich, sobald diese Adresse bestätigt ist.`,
      footer:
        'Wenn Sie das nicht waren, ändern Sie Ihr Passwort: Damit enden alle Anmeldungen, und der Link wird ungültig.',
    },
    factorReset: {
      subject: (desk) => `Ihr zweiter Faktor bei ${desk} wurde entfernt`,
      text: (desk) =>
        `Ein Admin hat den zweiten Faktor Ihres Kontos bei ${desk} entfernt, weil er verloren ging. Sie wurden überall abgemeldet. Melden Sie sich mit Ihrem Passwort an und richten Sie einen neuen ein.`,
      footer: 'Wenn Sie nicht darum gebeten haben, informieren Sie Ihre Admins und ändern Sie Ihr Passwort.',
    },
    setup: {
      subject: (desk) => `${desk} einrichten`,
      text: (desk) => `${desk} läuft und hat noch keinen Admin. Legen Sie hier das erste Admin-Konto an:`,
      button: 'Einrichten',
      once: 'Der Link funktioniert einmal, innerhalb eines Tages.',
      footer: 'Sie erhalten diese E-Mail, weil Ihre Adresse auf dem Server in ADMIN_EMAIL steht.',
    },
  },
  received: {
    noSubject: 'Kein Betreff',
    noText: 'Diese E-Mail hat keinen Text.',
    notStored: 'Dateien, die nicht gespeichert wurden:',
    moreFiles: (count, most) => `Weitere Dateien: ${count} (eine Nachricht hat höchstens ${most}).`,
  },
  shortcuts: { newTicket: 'Neues Ticket', starred: 'Mit Stern' },
  sessionTitle: (desk, ticket) => `${desk}: Termin zu ${ticket}`,
  sms: {
    news: {
      replies: (ticket) => `Neue Antwort in ${ticket}`,
      status: (ticket) => `Neuer Status von ${ticket}`,
      sessions: (ticket) => `Neues zu einem Termin in ${ticket}`,
      assignments: (ticket) => `Ihnen wurde ${ticket} zugewiesen`,
      unassigned: (ticket) => `Neue Nachricht im nicht zugewiesenen Ticket ${ticket}`,
      notes: (ticket) => `Neue Notiz in ${ticket}`,
      requests: (ticket) => `Neues zu einer Anfrage zu ${ticket}`,
      ratings: (ticket) => `Neues zur Bewertung von ${ticket}`,
      disputes: (ticket) => `Neues zum Streitfall in ${ticket}`,
    },
    newsIn: (ticket) => `Neues in ${ticket}`,
    request: (desk) => `Neues zu einer Anfrage bei ${desk}`,
    code: (code, desk) => `${code} ist Ihr Code für ${desk}. Er ist 10 Minuten gültig.`,
  },
}
