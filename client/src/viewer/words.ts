/** The words of signing in and out. */
export const viewerWords = {
  signIn: 'Sign in',
  signInTo: 'Sign in to {desk}',
  email: 'Email',
  password: 'Password',
  signingIn: 'Signing in…',
  demo: 'Demo desk: step in as',
  demoAs: '{name}, {role}',
  wrong: 'That email and password do not match.',
  limited: 'Too many attempts. Wait a minute, then try again.',
  unreachable: 'The desk cannot be reached. Check your connection and try again.',
  failed: 'Signing in failed. Please try again.',
  signedOut: 'You were signed out',
  signedOutWhy: 'Sign in again to go on. What you were writing is kept.',
  signOut: 'Sign out',
  or: 'or',
}
