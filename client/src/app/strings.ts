/** Strings of the app around all features. */
export const appStrings = {
  notFound: 'This page doesn’t exist.',
  home: 'Go to your tickets',
  newVersion: 'A new version is available.',
  reload: 'Reload',
  failed: 'Something went wrong in this panel. The rest of the page still works.',
}
