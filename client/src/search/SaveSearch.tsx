import { useFormatter, useTranslations } from 'use-intl'
import { useViewer } from '../viewer/useViewer.ts'
import { toOrder } from '../views/filter.ts'
import { toSaved, type SavedView } from '../views/savedViews.ts'
import { SaveView } from '../views/SaveView.tsx'
import { EVERYTHING } from '../views/views.ts'
import { asView } from './asView.ts'

type Props = { query: string; onClose: () => void; onSaved: (view: SavedView) => void }

/** Saves the filters of a search as a view, and says what a view cannot contain. */
export const SaveSearch = ({ query, onClose, onSaved }: Props) => {
  const t = useTranslations('search')
  const format = useFormatter()
  const { viewer } = useViewer()
  const { search, leftOut } = asView(query)
  const keep = { filter: toSaved(EVERYTHING, search, viewer), orderBy: toOrder(undefined) }
  return (
    <SaveView
      keep={keep}
      onClose={onClose}
      onSaved={onSaved}
      note={
        <>
          {search.text && <p>{t('savedText', { text: search.text })}</p>}
          {leftOut.length > 0 && <p>{t('notSaved', { filters: format.list(leftOut) })}</p>}
        </>
      }
    />
  )
}
