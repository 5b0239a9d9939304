import { BookmarkPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { Button } from '../ui/Button.tsx'
import { FILTER_CHIPS, FilterChip } from '../ui/FilterChip.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import type { SavedView } from '../views/savedViews.ts'
import { asView } from './asView.ts'
import { filterWords, withoutFilter } from './query.ts'
import { SaveSearch } from './SaveSearch.tsx'
import { useFilterLabel } from './useFilterLabel.ts'

type Props = { query: string; onChange: (query: string) => void; onSaved: (view: SavedView) => void }

/** The filters typed in the search as removable chips; for staff, a button to save the search as a view. */
export const SearchChips = ({ query, onChange, onSaved }: Props) => {
  const t = useTranslations('search')
  const { viewer } = useViewer()
  const labelOf = useFilterLabel()
  const [isSaving, setSaving] = useState(false)
  const filters = filterWords(query)
  const canSave = isStaff(viewer.role) && Object.keys(asView(query).search).length > 0
  if (filters.length === 0 && !canSave) return null

  return (
    <div role="group" aria-label={t('activeFilters')} className={FILTER_CHIPS}>
      {filters.map((filter) => (
        <FilterChip
          key={filter.start}
          label={labelOf(filter)}
          removeLabel={t('removeFilter', { name: labelOf(filter) })}
          onRemove={() => onChange(withoutFilter(query, filter))}
        />
      ))}
      {canSave && (
        <Button size="sm" variant="quiet" onPress={() => setSaving(true)}>
          <BookmarkPlus aria-hidden className="size-4" />
          {t('saveView')}
        </Button>
      )}
      {isSaving && <SaveSearch query={query} onClose={() => setSaving(false)} onSaved={onSaved} />}
    </div>
  )
}
