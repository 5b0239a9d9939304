/** The kit's own words. */
export const uiWords = {
  close: 'Close',
  cancel: 'Cancel',
  retry: 'Try again',
  discardTitle: 'Discard what you typed?',
  discardText: 'It has not been saved or sent.',
  discard: 'Discard',
  keepEditing: 'Keep editing',
  copyRequestId: 'Copy request id',
  copied: 'Copied',
  requestId: 'Request {id}',
  offline: 'You are offline. This loads when you are back.',
  somethingWrong: 'This could not be loaded',
  loading: 'Loading…',
  notifications: 'Notifications',
  remove: 'Remove {name}',
  resize: 'Resize {name}',
}
