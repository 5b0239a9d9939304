/** Strings of the history of what can be undone. */
export const undoStrings = {
  title: 'Undo history',
  hint: 'Your latest changes in this tab. Each can be undone by itself; what somebody else has changed since stays.',
  keys: 'Undoes the latest change, and then the one before it',
  empty: 'Nothing to undo. What you change on tickets appears here until you reload the page.',
  undo: 'Undo',
  undoThis: 'Undo: {change}',
}
