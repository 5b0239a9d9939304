import type { Conversation } from './conversation.ts'

/** A result of a reader: a conversation, or an invalid line and the reason. */
export type Found = { line: number; conversation: Conversation } | { line: number; broken: string }

/** Turns one file into conversations. `onBytes` is called with the number of bytes read from disk. */
export type Reader = (file: string, onBytes: (bytes: number) => void) => AsyncGenerator<Found>

/** The message for a line whose text is null. */
export const NOT_TEXT = 'is not UTF-8 text'
