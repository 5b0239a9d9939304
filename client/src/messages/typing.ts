import type { KeyboardEvent } from 'react'

/** The longest message the server takes, in UTF-16 code units. */
export const LONGEST_MESSAGE = 20_000
/** From here on the room left is shown. */
export const NEARLY_FULL = 19_000

export const isTooLong = (text: string): boolean => text.length > LONGEST_MESSAGE

/** Whether Enter belongs to an input method that is choosing characters. Safari says so by key code 229 only. */
export const isComposing = ({ nativeEvent }: KeyboardEvent): boolean =>
  nativeEvent.isComposing || nativeEvent.keyCode === 229

/** A message as it goes out: what was typed, without empty lines before and white space after it. */
export const trimmed = (text: string): string => text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd()
