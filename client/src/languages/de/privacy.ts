import type { Translation } from '../translation.ts'

export default {
  confidential: 'Vertraulich',
  confidentialWhat:
    'Nur die an diesem Ticket beteiligten Mitarbeiter können es sehen. Admins sehen es nur mit Notfallzugriff.',
  makeConfidential: 'Als vertraulich markieren',
  makeVisible: 'Allen Mitarbeitern zeigen',
  changeFailed: 'Die Änderung konnte nicht gespeichert werden. Versuchen Sie es noch einmal.',
  claimToRead: 'Zum Lesen übernehmen',
  unclaimedTitle: 'Noch nicht übernommen',
  unclaimedWhat: 'Nachrichten kann nur lesen, wer dieses Ticket übernimmt.',
  emergency: 'Notfallzugriff …',
  emergencyTitle: 'Notfallzugriff',
  emergencyWhat:
    'Sie können ein Ticket eine Stunde lang lesen. Der Anfragende und der zugewiesene Mitarbeiter werden sofort benachrichtigt und lesen Ihre Begründung. Außerdem steht sie im Verlauf des Tickets und im Audit-Protokoll.',
  number: 'Ticketnummer',
  numberHint: 'Zum Beispiel TC-0012.',
  reason: 'Begründung',
  reasonHint: 'Höchstens 500 Zeichen.',
  open: 'Ticket öffnen',
  emergencyFailed: 'Das Ticket konnte nicht geöffnet werden. Versuchen Sie es noch einmal.',
  emergencyUntil:
    'Notfallzugriff: noch {minutes, plural, =0 {weniger als eine Minute} one {# Minute} other {# Minuten}}',
  readOnly: 'Mit Notfallzugriff können Sie dieses Ticket lesen, aber nicht ändern.',
} satisfies Translation<'privacy'>
