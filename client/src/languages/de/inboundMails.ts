import type { Translation } from '../translation.ts'

export default {
  title: 'Abgelehnte E-Mails',
  hint: 'E-Mails, aus denen keine Nachrichten wurden, und warum. Sie werden nach 30 Tagen gelöscht.',
  none: 'Es wurden keine E-Mails abgelehnt.',
  failed: 'Die E-Mails konnten nicht geladen werden.',
  noSender: 'Unbekannter Absender',
  noSubject: 'Kein Betreff',
  received: 'Empfangen: {time}',
  download: 'Original anzeigen',
  downloadOf: 'Original von „{subject}“ anzeigen',
  state: '{state, select, IGNORED {Ignoriert} other {Abgelehnt}}',
  reason:
    '{reason, select, BOUNCE {Zustellbericht} AUTO_REPLY {Automatische Antwort} MAILING_LIST {Mailingliste} LOOP {Von diesem Helpdesk selbst gesendet} TOO_MANY {Zu viele E-Mails innerhalb einer Stunde} CALENDAR_REPLY {Antwort auf eine unbekannte Einladung} UNREADABLE {Nicht lesbar} TOO_LARGE {Größer als 35 MB} NO_SENDER {Kein Absender} UNKNOWN_RECIPIENT {Ungültige Antwortadresse} AUTHENTICATION_FAILED {Gefälschter Absender} STAFF_NOT_VERIFIED {Angeblich von einem Mitarbeiter, nicht bestätigt} DISABLED {Das Konto des Absenders ist deaktiviert} INVITED {Der Absender hat eine offene Einladung} NO_ACCESS {Der Absender hat keinen Zugriff auf das Ticket} REFUSED {Die Nachricht konnte nicht hinzugefügt werden} other {Sonstiges}}',
} satisfies Translation<'inboundMails'>
