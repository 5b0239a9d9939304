import type { Translation } from '../translation.ts'

export default {
  close: 'Schließen',
  cancel: 'Abbrechen',
  retry: 'Noch einmal versuchen',
  discardTitle: 'Nicht gespeicherte Änderungen verwerfen?',
  discardText: 'Was Sie eingegeben haben, wurde weder gespeichert noch gesendet.',
  discard: 'Verwerfen',
  keepEditing: 'Weiter bearbeiten',
  copy: 'Kopieren',
  copied: 'Kopiert',
  requestId: 'Anfrage-ID {id}',
  offline: 'Sie sind offline. Dies wird geladen, sobald Sie wieder verbunden sind.',
  somethingWrong: 'Das konnte nicht geladen werden',
  loading: 'Wird geladen …',
  service: 'Dienst',
  erasedUser: 'Gelöschter Benutzer',
  erasedShop: 'Gelöschter Shop',
  invisible: 'Geben Sie mindestens ein sichtbares Zeichen ein.',
  notifications: 'Benachrichtigungen',
  remove: '{name} entfernen',
  resize: 'Größe von {name} ändern',
} satisfies Translation<'ui'>
