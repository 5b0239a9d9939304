import { useTranslations } from 'use-intl'
import { Select } from '../ui/Select.tsx'
import { Tag } from '../ui/Tag.tsx'
import { PriorityIcon, TypeIcon } from './labels.tsx'
import { TagInput } from './TagInput.tsx'
import type { TicketPriority, TicketType } from './tickets.generated.ts'
import type { NewTicketOptions } from './useNewTicket.ts'

const TYPES: TicketType[] = ['PROBLEM', 'QUESTION', 'FEATURE_REQUEST']
const PRIORITIES: TicketPriority[] = ['HIGH', 'MEDIUM', 'LOW']

type Props = { options: NewTicketOptions; onChange: (changes: Partial<NewTicketOptions>) => void }

/** The type and priority of a new ticket. */
export const TypeAndPriority = ({ options, onChange }: Props) => {
  const t = useTranslations('tickets')
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-4">
      <Select
        label={t('typeLabel')}
        value={options.type}
        onChange={(type) => onChange({ type })}
        choices={TYPES.map((value) => ({ value, label: t(`type.${value}`), icon: <TypeIcon type={value} /> }))}
      />
      <Select
        label={t('priorityLabel')}
        value={options.priority}
        onChange={(priority) => onChange({ priority })}
        choices={PRIORITIES.map((value) => ({
          value,
          label: t(`priority.${value}`),
          icon: <PriorityIcon priority={value} />,
        }))}
      />
    </div>
  )
}

/** The tags of a new ticket. */
export const NewTicketTags = ({ tags, onChange }: { tags: string[]; onChange: (tags: string[]) => void }) => {
  const t = useTranslations('tickets')
  return (
    <div className="flex flex-col gap-1">
      <span className="text-sm font-medium">{t('tags')}</span>
      {tags.length > 0 && (
        <div className="flex flex-wrap gap-1">
          {tags.map((tag) => (
            <Tag key={tag} name={tag} onRemove={() => onChange(tags.filter((other) => other !== tag))} />
          ))}
        </div>
      )}
      <TagInput label={t('addTag')} except={tags} onAdd={(tag) => onChange([...tags, tag])} canCreate />
    </div>
  )
}
