import { useTranslations } from 'use-intl'
import { Tag } from '../ui/Tag.tsx'
import { TagInput } from '../tickets/TagInput.tsx'

/** Filters by tickets with all of these tags. */
export const TagFilter = ({ chosen, onChange }: { chosen: string[]; onChange: (tags: string[]) => void }) => {
  const t = useTranslations('tickets')
  return (
    <div className="flex flex-col gap-2">
      <span className="text-sm font-medium">{t('tags')}</span>
      {chosen.length > 0 && (
        <div className="flex flex-wrap gap-1">
          {chosen.map((tag) => (
            <Tag key={tag} name={tag} onRemove={() => onChange(chosen.filter((other) => other !== tag))} />
          ))}
        </div>
      )}
      <TagInput label={t('addTagFilter')} except={chosen} onAdd={(tag) => onChange([...chosen, tag])} />
    </div>
  )
}
