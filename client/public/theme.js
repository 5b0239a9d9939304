// Applies the stored theme and accent colour before the first paint; in step with src/ui/theme.ts.
try {
  const theme = localStorage.getItem('parley.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  // The accent colour that the desk had last; src/ui/deskLook.ts.
  const { accent } = JSON.parse(localStorage.getItem('parley.deskLook') ?? '{}')
  if (typeof accent === 'string') document.documentElement.dataset.accent = accent
  // The language that was shown last; src/languages/language.ts.
  const { lang, dir } = JSON.parse(localStorage.getItem('parley.language') ?? '{}')
  if (typeof lang === 'string' && typeof dir === 'string') Object.assign(document.documentElement, { lang, dir })
} catch {
  // Without storage the system's preference is used.
}
// Which shell is shown until the client is loaded, see shell.css.
if (
  /^\/(sign-in|sign-up|invitation|setup|forgot-password|reset-password|confirm-email|account)\b/.test(location.pathname)
)
  document.documentElement.dataset.shell = 'page'
