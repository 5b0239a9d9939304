// Sets the remembered theme before the first paint. Kept in step with src/ui/theme.ts.
try {
  const theme = localStorage.getItem('parley.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage can be refused; then the system's preference decides.
}
