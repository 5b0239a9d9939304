import { Download } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { Button } from '../ui/Button.tsx'
import { type Cell, downloadCsv } from './csv.ts'

/** A column: how it is shown, and what the file has. */
export type Column<Row> = {
  name: string
  /** The file’s column, where it differs: “…, in seconds”. */
  fileName?: string
  value: (row: Row) => Cell
  /** The value as text on screen; the value itself by default. */
  show?: (row: Row) => string
}

type Props<Row> = { name: string; columns: readonly Column<Row>[]; rows: readonly Row[] }

/** A table of figures: the first column names the row. */
export const DataTable = <Row,>({ name, columns, rows }: Props<Row>) => {
  const t = useTranslations('analytics')
  return (
    <div
      role="region"
      aria-label={t('tableOf', { name })}
      tabIndex={0}
      className="inset-ring-focus max-h-72 overflow-auto rounded-md border border-line"
    >
      <table className="w-full text-sm tabular-nums">
        <thead className="sticky top-0 bg-sunken text-xs text-muted">
          <tr>
            {columns.map((column, index) => (
              <th key={column.name} scope="col" className={classes('px-3 py-2 font-medium', side(index))}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={String(columns[0]!.value(row))} columns={columns} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const side = (index: number): string => (index === 0 ? 'text-start' : 'text-end')

const TableRow = <Row,>({ columns: [first, ...rest], row }: { columns: readonly Column<Row>[]; row: Row }) => (
  <tr className="border-t border-line">
    <th scope="row" dir="auto" className="px-3 py-1.5 text-match-parent font-normal whitespace-nowrap">
      {textOf(first!, row)}
    </th>
    {rest.map((column) => (
      <td key={column.name} className="px-3 py-1.5 text-end whitespace-nowrap">
        {textOf(column, row)}
      </td>
    ))}
  </tr>
)

const textOf = <Row,>({ show, value }: Column<Row>, row: Row): string => show?.(row) ?? String(value(row) ?? '–')

/** Downloads a table. */
export const DownloadButton = <Row,>({ name, columns, rows }: Props<Row>) => {
  const t = useTranslations('analytics')
  const download = () =>
    downloadCsv(`${name}.csv`, [
      columns.map((column) => column.fileName ?? column.name),
      ...rows.map((row) => columns.map(({ value }) => value(row))),
    ])
  return (
    <Button variant="quiet" size="sm" onPress={download} aria-label={t('downloadOf', { name })}>
      <Download aria-hidden className="size-4" />
      {t('download')}
    </Button>
  )
}
