import type { KeyboardEvent } from 'react'

/** The longest message the server takes, in UTF-16 code units. */
export const LONGEST_MESSAGE = 20_000
/** From this length on, the remaining length is shown. */
export const NEARLY_FULL = 19_000

export const isTooLong = (text: string): boolean => text.length > LONGEST_MESSAGE

/** Whether Enter belongs to an input method that is choosing characters. Safari says so by key code 229 only. */
export const isComposing = ({ nativeEvent }: KeyboardEvent): boolean =>
  nativeEvent.isComposing || nativeEvent.keyCode === 229

/** Whether the key sends the message: Enter, or with `enterSends` off Ctrl/⌘+Enter. */
export const isSendKey = (event: KeyboardEvent, enterSends: boolean): boolean =>
  event.key === 'Enter' && !event.shiftKey && !event.altKey && (enterSends || event.ctrlKey || event.metaKey)

/** Whether the key sends the message and resolves the ticket: Ctrl/⌘+Shift+Enter. */
export const isResolveKey = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && event.shiftKey && !event.altKey && (event.ctrlKey || event.metaKey)
