import { useTranslations } from 'use-intl'
import type { Column } from './DataTable.tsx'

/** Makes columns of shares: “83%” on screen, 83 in the file. */
export const usePercentColumn = () => {
  const t = useTranslations('analytics')
  return <Row>(name: string, value: (row: Row) => number | null): Column<Row> => ({
    name,
    fileName: t('inPercent', { name }),
    value,
    show: (row) => {
      const percent = value(row)
      return percent === null ? '–' : t('percent', { percent })
    },
  })
}
