import { useTranslations } from 'use-intl'
import { useAssignableStaffQuery } from '../tickets/assignee.generated.ts'
import { PriorityIcon, StatusIcon } from '../tickets/labels.tsx'
import { TagInput } from '../tickets/TagInput.tsx'
import { Select } from '../ui/Select.tsx'
import { Tag } from '../ui/Tag.tsx'
import type { Draft } from './editing.ts'
import { useMacroTeamsQuery } from './macros.generated.ts'

const STATUSES = ['OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED'] as const
const PRIORITIES = ['HIGH', 'MEDIUM', 'LOW'] as const

type Props = { draft: Draft; isReadOnly: boolean; onChange: (part: Partial<Draft>) => void }

/** The form fields for a macro's actions. */
export const MacroActionFields = ({ draft, isReadOnly, onChange }: Props) => {
  const t = useTranslations('macros')
  const tickets = useTranslations('tickets')
  const [{ data: staff }] = useAssignableStaffQuery({ variables: { text: null, disabled: false } })
  const [{ data: desk }] = useMacroTeamsQuery()
  const keep = { value: 'keep', label: t('keep') } as const
  const people = (staff?.users.edges ?? []).map(({ node }) => ({ value: node.id, label: node.name }))
  const teams = (desk?.teams ?? []).flatMap(({ name, title, isRetired }) =>
    isRetired && name !== draft.team ? [] : [{ value: name, label: title }],
  )
  return (
    <fieldset disabled={isReadOnly} className="grid gap-3 tablet:grid-cols-2">
      <legend className="mb-2 text-sm font-medium">{t('sets')}</legend>
      <Select
        label={t('status')}
        value={draft.status}
        isDisabled={isReadOnly}
        onChange={(status) => onChange({ status })}
        choices={[
          keep,
          ...STATUSES.map((value) => ({
            value,
            label: tickets(`status.${value}`),
            icon: <StatusIcon status={value} />,
          })),
        ]}
      />
      <Select
        label={t('priorityOf')}
        value={draft.priority}
        isDisabled={isReadOnly}
        onChange={(priority) => onChange({ priority })}
        choices={[
          keep,
          ...PRIORITIES.map((value) => ({
            value,
            label: tickets(`priority.${value}`),
            icon: <PriorityIcon priority={value} />,
          })),
        ]}
      />
      <Select
        label={t('assignee')}
        value={draft.assignee}
        isDisabled={isReadOnly}
        onChange={(assignee) => onChange({ assignee })}
        choices={[keep, { value: 'me', label: t('me') }, { value: 'unassigned', label: t('unassigned') }, ...people]}
      />
      <Select
        label={t('team')}
        value={draft.team}
        isDisabled={isReadOnly}
        onChange={(team) => onChange({ team })}
        choices={[keep, ...teams]}
      />
      <Tags
        label={t('addTags')}
        tags={draft.addTags}
        isReadOnly={isReadOnly}
        onChange={(addTags) => onChange({ addTags })}
      />
      <Tags
        label={t('removeTags')}
        tags={draft.removeTags}
        isReadOnly={isReadOnly}
        onChange={(removeTags) => onChange({ removeTags })}
      />
    </fieldset>
  )
}

type TagsProps = { label: string; tags: string[]; isReadOnly: boolean; onChange: (tags: string[]) => void }

const Tags = ({ label, tags, isReadOnly, onChange }: TagsProps) => (
  <div role="group" aria-label={label} className="flex flex-wrap items-center gap-1">
    {tags.map((tag) => (
      <Tag key={tag} name={tag} onRemove={isReadOnly ? undefined : () => onChange(tags.filter((one) => one !== tag))} />
    ))}
    {!isReadOnly && <TagInput label={label} except={tags} onAdd={(tag) => onChange([...tags, tag])} canCreate />}
  </div>
)
