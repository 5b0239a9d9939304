import { Coffee, UserX } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { StaffAvailabilityFragment } from '../availability/availability.generated.ts'
import { useAvailabilityText } from '../availability/availabilityText.ts'
import { useSettled } from '../lib/useSettled.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { SearchList } from '../ui/SearchList.tsx'
import type { PersonFieldsFragment } from '../viewer/person.generated.ts'
import { useRoleName, useViewer } from '../viewer/useViewer.ts'
import { useAssignableStaffQuery } from './assignee.generated.ts'

type Props = {
  label: string
  /** The present assignee, who is not offered. Undefined if several tickets differ. */
  current?: PersonFieldsFragment | null
  /** Null to unassign. */
  onChoose: (person: PersonFieldsFragment | null) => void
}

const UNASSIGNED = 'unassigned'

type Choice = PersonFieldsFragment & Partial<StaffAvailabilityFragment>

/** A staff picker, the viewer first; the server searches as the user types. */
export const StaffChoices = ({ label, current, onChoose }: Props) => {
  const t = useTranslations('tickets')
  const roleName = useRoleName()
  const availabilityText = useAvailabilityText()
  const { viewer } = useViewer()
  const [text, setText] = useState('')
  const asked = useSettled(text.trim(), 100)
  const [{ data, fetching }] = useAssignableStaffQuery({ variables: { text: asked || null, disabled: false } })

  const found = (data?.users.edges ?? []).map(({ node }) => node).filter(({ id }) => id !== current?.id)
  const people = found.toSorted((a, b) => Number(b.id === viewer.id) - Number(a.id === viewer.id))
  const items = people.map((person) => ({ id: person.id, person: person as Choice | null }))
  if (!asked && current !== null) items.push({ id: UNASSIGNED, person: null })

  return (
    <SearchList
      label={label}
      placeholder={t('findStaff')}
      text={text}
      onText={setText}
      items={items}
      nameOf={({ person }) => person?.name ?? t('unassigned')}
      onChoose={({ person }) => onChoose(person)}
      empty={fetching ? null : t('noSuchStaff')}
    >
      {({ id, person }) =>
        person ? (
          <>
            <Avatar name={person.name} url={person.avatarUrl} size="sm" />
            <span className="flex min-w-0 flex-1 flex-col">
              <span className="truncate">{person.name}</span>
              <span className="truncate text-xs text-muted empty:hidden">
                {person.availability?.isAway && <Coffee aria-hidden className="me-1 inline size-3 align-[-0.125em]" />}
                {availabilityText(person.availability ?? null)}
              </span>
            </span>
            <span className="text-xs text-muted">{id === viewer.id ? t('you') : roleName(person.role)}</span>
          </>
        ) : (
          <>
            <UserX aria-hidden className="mx-0.5 size-4 text-subtle" />
            <span className="text-muted">{t('unassign')}</span>
          </>
        )
      }
    </SearchList>
  )
}
