import type { Conversation } from './conversation.ts'

/** What a reader finds in a file: a conversation, or a line that can't be used and why. */
export type Found = { line: number; conversation: Conversation } | { line: number; broken: string }

/** Turns one file into conversations. `onBytes` is called with the number of bytes read from disk. */
export type Reader = (file: string, onBytes: (bytes: number) => void) => AsyncGenerator<Found>

/** What is said of a line whose text is null. */
export const NOT_TEXT = 'is not UTF-8 text'
