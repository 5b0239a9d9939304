/**
 * The keys of the rows of a list: a row keeps its element when others come above it or are filtered out. One that is
 * loading has its position as its key, as has one that is in two pages for a moment.
 */
export const rowKeys = (): ((id: string | undefined, index: number) => string) => {
  const seen = new Set<string>()
  return (id, index) => {
    if (id === undefined || seen.has(id)) return String(index)
    seen.add(id)
    return id
  }
}
