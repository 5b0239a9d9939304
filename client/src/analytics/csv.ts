/** A cell of a table that is downloaded. */
export type Cell = string | number | null

/** Text that a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** A table as CSV (RFC 4180) with a byte order mark, so that Excel reads it as UTF-8. Text that looks like a formula is prefixed with an apostrophe. */
export const toCsv = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`

const cellText = (cell: Cell): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Saves a table as a file. */
export const downloadCsv = (name: string, rows: readonly (readonly Cell[])[]): void => {
  const url = URL.createObjectURL(new Blob([toCsv(rows)], { type: 'text/csv;charset=utf-8' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}
