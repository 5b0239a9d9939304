import { create } from 'zustand'

/** The colours of tags, by their names. Loaded after the list (views/TagFeed.tsx), so they take no room of their own. */
export const useTagColors = create<Record<string, string>>(() => ({}))

/** The attribute that gives an element the colour of a tag, as `tag` in its classes; undefined for none. */
export const useTagColor = (name: string): string | undefined => useTagColors((colors) => colors[name])

/** A bar in the tag's colour at the start of a chip with a padding of 6 px, in its place. */
export const TAG_BAR = 'data-tag-color:border-s-3 data-tag-color:border-s-tag data-tag-color:ps-[3px]'
