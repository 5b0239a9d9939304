// Applies the stored theme before the first paint; in step with src/ui/theme.ts.
try {
  const theme = localStorage.getItem('parley.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Without storage the system's preference is used.
}
// Which shell is shown until the client is loaded, see shell.css.
if (/^\/(sign-in|invitation|setup)\b/.test(location.pathname)) document.documentElement.dataset.shell = 'page'
