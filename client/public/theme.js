// Before the first paint. The remembered theme; kept in step with src/ui/theme.ts.
try {
  const theme = localStorage.getItem('parley.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage can be refused; then the system's preference decides.
}
// Which shell is shown until the client has arrived, see shell.css.
if (/^\/(sign-in|invitation|setup)\b/.test(location.pathname)) document.documentElement.dataset.shell = 'page'
