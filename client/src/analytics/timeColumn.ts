import type { Column } from './DataTable.tsx'
import { duration } from './duration.ts'

/** A column of times: “2h 5m” on screen, seconds in the file. */
export const timeColumn = <Row>(
  name: string,
  inSeconds: (name: string) => string,
  value: (row: Row) => number | null,
): Column<Row> => ({
  name,
  fileName: inSeconds(name),
  value: (row) => {
    const seconds = value(row)
    return seconds === null ? null : Math.round(seconds)
  },
  show: (row) => {
    const seconds = value(row)
    return seconds === null ? '–' : duration(seconds)
  },
})
