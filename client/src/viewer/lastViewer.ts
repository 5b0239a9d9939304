import { forgetLists } from '../graphql/earlyLists.ts'
import { recall, remember } from '../lib/remembered.ts'
import type { Desk, Viewer } from './useViewer.ts'

type Known = { viewer: Viewer; desk: Desk }

const KEY = 'viewer'
const isKnown = (value: unknown): value is Known | null =>
  value === null || (typeof value === 'object' && 'viewer' in value && 'desk' in value)

/** The last signed-in user, for a page that opens without a network. */
export const lastViewer = (): Known | null => recall<Known | null>(KEY, null, isKnown)

/** Remembers the signed-in user; null after signing out. */
export const rememberViewer = (known: Known | null): void => {
  remember(KEY, known)
  if (!known) forgetLists()
}
