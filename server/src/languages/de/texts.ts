import type { Texts } from '../texts.ts'
import { notices } from './notices.ts'

/** German, with the formal address. */
export const de: Texts = {
  code: 'de',
  dir: 'ltr',
  notices,
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
  },
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
