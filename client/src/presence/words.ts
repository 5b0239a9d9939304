/** The words of who is here and who types. */
export const presenceWords = {
  typingOne: '{name} is typing…',
  typingTwo: '{one} and {two} are typing…',
  typingMany: '{count} people are typing…',
  alsoHere: 'Also viewing: {names}',
  online: 'Online',
  offline: 'Offline',
}
