import { useThrottled } from '../lib/useThrottled.ts'
import { useScope } from './figures.ts'

/** A busy desk changes its figures many times a second. */
const AT_MOST_EVERY_MS = 2_000

/** Reads a section's figures again when they have changed. Returns the function that reads them. */
export const useRefresh = (load: (options: { requestPolicy: 'network-only' }) => void): (() => void) => {
  const { changes } = useScope()
  // What is on screen was read after the section was shown.
  const reload = () => load({ requestPolicy: 'network-only' })
  useThrottled(changes, reload, AT_MOST_EVERY_MS)
  return reload
}
