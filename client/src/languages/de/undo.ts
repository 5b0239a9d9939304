import type { Translation } from '../translation.ts'

export default {
  title: 'Rückgängig machen',
  hint: 'Ihre letzten Änderungen in diesem Tab. Jede lässt sich einzeln rückgängig machen; was seitdem jemand anderes geändert hat, bleibt.',
  keys: 'Macht die letzte Änderung rückgängig, dann die davor',
  empty: 'Nichts rückgängig zu machen. Was Sie an Tickets ändern, erscheint hier, bis Sie die Seite neu laden.',
  undo: 'Rückgängig',
  undoThis: 'Rückgängig machen: {change}',
} satisfies Translation<'undo'>
