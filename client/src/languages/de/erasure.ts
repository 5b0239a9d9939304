import type { Translation } from '../translation.ts'

export default {
  erase: 'Personendaten löschen …',
  eraseTitle: 'Daten von {name} löschen?',
  what: 'Das kann nicht rückgängig gemacht werden. Parley deaktiviert das Konto und löscht:',
  deleted: {
    texts: 'Nachrichten, interne Notizen, Anfragen und geplante Nachrichten der Person',
    files: 'ihre Dateien',
    person: 'ihren Namen, ihre E-Mail-Adresse, ihre Telefonnummer und ihr Bild',
    rest: 'ihre Anmeldungen, Benachrichtigungen, Makros und Ansichten sowie E-Mails von ihr und an sie',
  },
  kept: 'Tickets bleiben erhalten, mit den Nachrichten der anderen und einem anonymen Verlauf: „Gelöschter Benutzer“. Tickets mit einer Löschsperre werden bereinigt, sobald sie aufgehoben ist.',
  confirm: 'Geben Sie zur Bestätigung {email} ein',
  action: 'Löschen',
  failed: 'Die Daten konnten nicht gelöscht werden. Versuchen Sie es noch einmal.',
  started: 'Daten von {name} werden gelöscht …',
  running: 'Die Daten dieser Person werden gelöscht.',
  held: '{count, plural, one {# Ticket hat} other {# Tickets haben}} eine Löschsperre. Die übrigen Daten dieser Person wurden auf Wunsch gelöscht; der Rest folgt, sobald die Sperre aufgehoben ist.',
  done: 'Gelöscht am {when}.',
} satisfies Translation<'erasure'>
