import type { Translation } from '../translation.ts'

export default {
  typingOne: '{name} schreibt …',
  typingTwo: '{one} und {two} schreiben …',
  typingMany: '{count} Personen schreiben …',
  alsoHere: 'Auch hier: {names}',
  personAway: '{name} ({status})',
  online: 'Online',
  offline: 'Offline',
} satisfies Translation<'presence'>
