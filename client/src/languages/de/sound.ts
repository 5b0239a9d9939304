import type { Translation } from '../translation.ts'

export default {
  title: 'Töne in diesem Browser',
  sound: 'Ton bei neuen Nachrichten',
  quiet: 'Keine Töne zu dieser Zeit',
  from: 'Von',
  to: 'Bis',
  play: 'Ton abspielen',
} satisfies Translation<'sound'>
