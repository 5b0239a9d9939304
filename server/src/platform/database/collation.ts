/** The order of names, the same on every server independent of its locale: the root collation of Unicode. */
export const BY_NAME = 'COLLATE "und-x-icu"'
