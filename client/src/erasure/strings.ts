/** Strings of erasing people. */
export const erasureStrings = {
  erase: 'Erase…',
  eraseTitle: 'Erase {name}?',
  what: 'This can’t be undone. Parley disables the account and deletes:',
  deleted: {
    texts: 'their messages, internal notes, requests and scheduled messages',
    files: 'their files',
    person: 'their name, email address, phone number and picture',
    rest: 'their sign-ins, notifications, saved replies and views, and emails from and to them',
  },
  kept: 'Tickets stay, with the messages of others and an anonymous history: “Deleted user”. Tickets under a legal hold are erased once it is lifted.',
  confirm: 'Type {email} to confirm',
  action: 'Erase',
  failed: 'The user couldn’t be erased. Try again.',
  started: 'Erasing {name}…',
  running: 'The data of this user is being erased.',
  held: '{count, plural, one {# ticket is} other {# tickets are}} under a legal hold. The rest of this user’s data was erased on request; it will be finished once the hold is lifted.',
  done: 'Erased on {when}.',
}
