import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { DESKTOP, LAPTOP, PHONE, TABLET } from '../support/widths.ts'

/** The four widths of UI.md's layout, the widest and the narrowest from right to left too, and the themes. */
export const WINDOWS = {
  desktop: { viewport: DESKTOP, language: 'en' },
  laptop: { viewport: LAPTOP, language: 'en' },
  tablet: { viewport: TABLET, language: 'en' },
  phone: { viewport: PHONE, language: 'en' },
  'desktop-rtl': { viewport: DESKTOP, language: 'ar' },
  'phone-rtl': { viewport: PHONE, language: 'ar' },
}
export const THEMES = ['light', 'dark'] as const

/** The full pictures, which are not committed, and what axe found while they were taken. */
export const FOLDER = fileURLToPath(new URL('../../test-results/screens/', import.meta.url))
export const FOUND = path.join(FOLDER, 'violations.txt')

/** The contact sheets, which are committed. */
export const SHEETS = fileURLToPath(new URL('../../../docs/screens/', import.meta.url))

/** The file of one picture. */
export const picturePath = (who: string, window: string, theme: string, name: string): string =>
  path.join(FOLDER, who, `${name}-${window}-${theme}.png`)

/** The file of a screen's accessibility tree as text. */
export const treePath = (who: string, window: string, name: string): string =>
  path.join(FOLDER, who, `${name}-${window}.txt`)
