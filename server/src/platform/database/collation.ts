/** Orders names as people do, the same on every server whatever its locale: the root collation of Unicode. */
export const BY_NAME = 'COLLATE "und-x-icu"'
