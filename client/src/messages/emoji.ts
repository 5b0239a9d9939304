const EMOJI =
  /^(?:\p{Regional_Indicator}{2}|[\d#*]\uFE0F?\u20E3|\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F\u200D\p{Extended_Pictographic}\u{E0020}-\u{E007F}]*)+$/u
const MOST_LARGE = 24

/** Nothing but a few emoji: shown larger. */
export const isOnlyEmoji = (text: string): boolean => {
  const bare = text.replace(/\s/gu, '')
  return bare.length > 0 && bare.length <= MOST_LARGE && EMOJI.test(bare)
}
