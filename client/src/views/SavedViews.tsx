import { Bookmark, Ellipsis, Pencil, Trash2, UserRound, Users } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { RailItem } from '../ui/RailItem.tsx'
import { toast } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { isBareLink, toSearch, useCountedViews, type SavedView } from './savedViews.ts'
import { SaveView } from './SaveView.tsx'
import { useSaveView } from './useSaveView.ts'
import { useListSearch } from './useTicketSearch.ts'

/** The saved views with their counts, below the default views. */
export const SavedViews = ({ folded }: { folded: boolean }) => {
  const t = useTranslations('tickets')
  const saved = useTranslations('views')
  const views = useCountedViews()
  const [search, change] = useListSearch()
  const linked = isBareLink(search) ? views.find(({ id }) => id === search.saved) : undefined
  useEffect(() => {
    if (linked) change(toSearch(linked), { replace: true })
  }, [linked, change])
  if (views.length === 0) return null
  return (
    <section aria-labelledby={folded ? undefined : 'rail-saved'} className="flex flex-col gap-0.5">
      {!folded && (
        <h2 id="rail-saved" className="px-2 pb-1 text-xs font-medium text-subtle">
          {saved('savedViews')}
        </h2>
      )}
      <ul className="flex flex-col gap-0.5" data-saved-views>
        {views.map((view) => (
          <li key={view.id} className="group/saved relative">
            <RailItem
              icon={view.shared ? Users : Bookmark}
              label={view.name}
              count={view.count}
              countLabel={t('ticketsCounted', { count: view.count ?? 0 })}
              hasMenu={!folded && view.viewerCanChange}
              isCurrent={search.saved === view.id}
              folded={folded}
              onPress={() => change(toSearch(view))}
            />
            {!folded && view.viewerCanChange && <ViewMenu view={view} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The actions on a view, for its owner and, if it is shared, for admins. */
const ViewMenu = ({ view }: { view: SavedView }) => {
  const t = useTranslations('views')
  const { viewer } = useViewer()
  const [search, change] = useListSearch()
  const [isRenaming, setRenaming] = useState(false)
  const { save, remove } = useSaveView()
  const isMine = view.owner.id === viewer.id

  const onDelete = async () => {
    if (!(await remove(view.id))) return
    toast(t('viewDeleted', { name: view.name }))
    if (search.saved === view.id) change({ saved: undefined })
  }
  return (
    <>
      <span
        data-menu
        className={classes(
          'absolute inset-y-0 end-0 flex items-center opacity-0 transition-opacity',
          'group-hover/saved:opacity-100 focus-within:opacity-100 has-aria-expanded:opacity-100 pointer-coarse:opacity-100',
        )}
      >
        <Menu
          trigger={<IconButton icon={Ellipsis} label={t('viewActions', { name: view.name })} />}
          aria-label={t('viewActions', { name: view.name })}
          placement="bottom end"
        >
          <MenuItem icon={<Pencil aria-hidden className="size-4" />} onAction={() => setRenaming(true)}>
            {t('rename')}
          </MenuItem>
          {isMine && (
            <MenuItem
              icon={
                view.shared ? <UserRound aria-hidden className="size-4" /> : <Users aria-hidden className="size-4" />
              }
              onAction={() => void save({ id: view.id, shared: !view.shared })}
            >
              {view.shared ? t('unshare') : t('share')}
            </MenuItem>
          )}
          <MenuItem icon={<Trash2 aria-hidden className="size-4" />} onAction={() => void onDelete()}>
            {t('deleteView')}
          </MenuItem>
        </Menu>
      </span>
      {isRenaming && <SaveView view={view} onClose={() => setRenaming(false)} />}
    </>
  )
}
