// Made by client/build/emoji.ts.
declare module 'virtual:emoji' {
  /** Loads the emoji by language, with their names in it. */
  export const EMOJI: { en: () => Promise<{ default: import('frimousse').EmojiData }> } & Partial<
    Record<string, () => Promise<{ default: import('frimousse').EmojiData }>>
  >
}
