import type { Translation } from '../translation.ts'

export default {
  single: 'Tastenkürzel mit einer einzigen Taste',
  singleHint:
    'Schalten Sie sie aus, wenn Sie mit Ihrem Computer sprechen oder versehentlich Tasten drücken. Kürzel mit Strg, ⌘ oder Alt bleiben.',
  change: 'Tastenkürzel ändern',
  finish: 'Fertig',
  resetAll: 'Alle zurücksetzen',
  changeKeys: 'Tasten für „{action}“ ändern',
  noKeys: 'Aus',
  press: 'Tasten drücken …',
  pressing: 'Drücken Sie die neuen Tasten für „{action}“. Escape bricht ab.',
  turnOff: '„{action}“ ausschalten',
  reset: '„{action}“ zurücksetzen',
  taken: '{keys} ist das Kürzel für „{other}“. Wählen Sie andere Tasten oder ändern Sie zuerst jenes.',
  reserved: '{keys} wird vom Browser oder von der Seite gebraucht. Wählen Sie andere Tasten.',
  leader: 'Mit g beginnen Kürzel aus zwei Tasten. Drücken Sie eine zweite Taste.',
  changed: '„{action}“ ist jetzt {keys}.',
} satisfies Translation<'shortcuts'>
