/** Strings of presence and typing indicators. */
export const presenceStrings = {
  typingOne: '{name} is typing…',
  typingTwo: '{one} and {two} are typing…',
  typingMany: '{count} people are typing…',
  alsoHere: 'Also viewing: {names}',
  personAway: '{name} ({status})',
  online: 'Online',
  offline: 'Offline',
}
