import { Ellipsis, Merge, Palette, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { TAG_MAX } from '../lib/tagMax.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Action, Menu } from '../ui/Menu.tsx'
import { Tag } from '../ui/Tag.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import {
  type TagUsesQuery,
  useDeleteTagMutation,
  useMergeTagsMutation,
  useRenameTagMutation,
  useSetTagColorMutation,
} from './desk.generated.ts'
import { Renaming } from './Renaming.tsx'
import { TagColorChoice } from './TagColorChoice.tsx'
import { TagTarget } from './TagTarget.tsx'

type Use = TagUsesQuery['tagUses'][number]
type Doing = 'rename' | 'merge' | 'color' | 'delete'
type Result = Parameters<typeof toastRefusal>[0]

/** A tag, how many tickets have it, and its menu: rename, merge, colour, delete. */
export const TagLine = ({ use: { tag, ticketCount, openCount }, onChanged }: { use: Use; onChanged: () => void }) => {
  const t = useTranslations('desk')
  const { name, color } = tag
  const [doing, setDoing] = useState<Doing | null>(null)
  const [into, setInto] = useState<string | null>(null)
  const [renaming, rename] = useRenameTagMutation()
  const [merging, merge] = useMergeTagsMutation()
  const [deleting, remove] = useDeleteTagMutation()
  const [, setColor] = useSetTagColorMutation()
  const close = () => {
    setDoing(null)
    setInto(null)
  }
  const finish = (result: Result, done: string) => {
    if (toastRefusal(result, t('notSaved'))) return
    close()
    toast(done)
    onChanged()
  }

  const onRename = async (next: string) => {
    const { data } = await rename({ input: { tag: name, name: next } })
    finish(data?.renameTag, t('tagRenamed', { name, next }))
  }
  const onMerge = async (target: string) => {
    const { data } = await merge({ input: { tag: name, into: target } })
    finish(data?.mergeTags, t('tagsMerged', { name, into: target }))
  }
  const onDelete = async () => {
    const { data } = await remove({ input: { tag: name } })
    finish(data?.deleteTag, t('tagDeleted', { name }))
  }
  const onColor = async (next: Use['tag']['color']) => {
    const { data } = await setColor({ input: { tag: name, color: next } })
    finish(data?.setTagColor, t('saved'))
  }
  return (
    <li className="flex flex-col gap-2 border-b border-line px-3 py-1 last:border-0">
      <div className="flex items-center gap-2">
        <span className="flex min-w-0 flex-1">
          <Tag name={name} />
        </span>
        <span className="shrink-0 text-xs text-muted">{t('tagUse', { open: openCount, count: ticketCount })}</span>
        <TagMenu name={name} onChoose={setDoing} />
      </div>
      {doing === 'rename' && (
        <Renaming
          name={name}
          maxLength={TAG_MAX}
          isBusy={renaming.fetching}
          onRename={(next) => void onRename(next)}
          onClose={close}
        />
      )}
      {doing === 'merge' && <TagTarget name={name} onChoose={setInto} onClose={close} />}
      {doing === 'color' && <TagColorChoice name={name} color={color} onChoose={(next) => void onColor(next)} />}
      {into !== null && (
        <ConfirmDialog
          title={t('mergeTitle', { name, into })}
          action={t('merge')}
          isBusy={merging.fetching}
          onConfirm={() => void onMerge(into)}
          onClose={() => setInto(null)}
        >
          <p>{t('mergeText', { name, into, count: ticketCount })}</p>
        </ConfirmDialog>
      )}
      {doing === 'delete' && (
        <ConfirmDialog
          title={t('deleteTitle', { name })}
          action={t('deleteTag')}
          isBusy={deleting.fetching}
          onConfirm={() => void onDelete()}
          onClose={close}
        >
          <p>{t('deleteText', { count: ticketCount })}</p>
        </ConfirmDialog>
      )}
    </li>
  )
}

const TagMenu = ({ name, onChoose }: { name: string; onChoose: (doing: Doing) => void }) => {
  const t = useTranslations('desk')
  const label = t('tagActions', { name })
  return (
    <Menu trigger={<IconButton icon={Ellipsis} label={label} />} aria-label={label} placement="bottom end">
      <Action label={t('renameTag')} icon={Pencil} onAction={() => onChoose('rename')} />
      <Action label={t('mergeTag')} icon={Merge} onAction={() => onChoose('merge')} />
      <Action label={t('tagColor')} icon={Palette} onAction={() => onChoose('color')} />
      <Action label={t('deleteTag')} icon={Trash2} onAction={() => onChoose('delete')} />
    </Menu>
  )
}
