import { create } from 'zustand'
import { recall, remember } from '../lib/remembered.ts'
import type { Accent } from './accents.ts'

type Look = { accent: string; logoUrl: string | null }

/** Where public/theme.js finds the accent before the first paint. */
const KEY = 'deskLook'
const isLook = (value: unknown): value is Look => typeof value === 'object' && value !== null && 'accent' in value

const useLook = create<Look>(() => recall(KEY, { accent: 'indigo', logoUrl: null }, isLook))

/** The path of the desk's logo; null without one. */
export const useLogo = (): string | null => useLook(({ logoUrl }) => logoUrl)

/** Shows the desk's colour and logo now, and from the first paint on when a page is opened the next time. */
export const showDeskLook = ({ accent, logoUrl }: { accent: Accent; logoUrl?: string | null | undefined }): void => {
  const look = { accent: accent.toLowerCase(), logoUrl: logoUrl ?? null }
  document.documentElement.dataset.accent = look.accent
  useLook.setState(look)
  remember(KEY, look)
}
