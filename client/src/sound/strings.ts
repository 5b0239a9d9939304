/** Strings of the sound settings. */
export const soundStrings = {
  title: 'Sound in this browser',
  sound: 'Sound on new messages',
  quiet: 'No sound during these hours',
  from: 'From',
  to: 'To',
  play: 'Play sound',
}
