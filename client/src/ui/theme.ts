import { create } from 'zustand'

/** `system` follows the device. */
export type Theme = 'light' | 'dark' | 'system'

/** Where public/theme.js finds it before the first paint. */
const KEY = 'parley.theme'

const remembered = (): Theme => {
  try {
    const theme = localStorage.getItem(KEY)
    return theme === 'light' || theme === 'dark' ? theme : 'system'
  } catch {
    return 'system'
  }
}

/** The chosen theme. */
export const useTheme = create<{ theme: Theme }>(() => ({ theme: remembered() }))

/** Applies a theme now and remembers it. */
export const setTheme = (theme: Theme): void => {
  useTheme.setState({ theme })
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  try {
    if (theme === 'system') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, theme)
  } catch {
    // Storage refused: the theme lasts as long as the page.
  }
}
