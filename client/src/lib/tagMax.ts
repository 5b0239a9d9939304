/** The length of a tag, in characters, that the server accepts. */
export const TAG_MAX = 50
