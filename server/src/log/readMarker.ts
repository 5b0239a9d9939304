/**
 * SQL that raises the columns of an existing read marker `r`: it never goes back. A marker of another side counted something else, and is replaced.
 */
export function raise(columns: readonly string[]): string {
  const hasSide = columns.includes('side')
  return columns
    .map((column) => {
      if (column === 'side') return 'side = excluded.side'
      const greatest = `greatest(r.${column}, excluded.${column})`
      return `${column} = ${hasSide ? `CASE WHEN r.side = excluded.side THEN ${greatest} ELSE excluded.${column} END` : greatest}`
    })
    .join(', ')
}
