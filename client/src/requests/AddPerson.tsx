import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSettled } from '../lib/useSettled.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { Popover } from '../ui/Popover.tsx'
import { SearchList } from '../ui/SearchList.tsx'
import { Select } from '../ui/Select.tsx'
import { toastRefusal } from '../ui/toasts.tsx'
import type { PersonFieldsFragment } from '../viewer/person.generated.ts'
import { useRoleName } from '../viewer/useViewer.ts'
import { useAddParticipantMutation, usePeopleToAddQuery } from './requests.generated.ts'

/** Adds a buyer or seller to a ticket, with new messages only or the full history. */
export const AddPerson = ({ ticketId, present }: { ticketId: string; present: PersonFieldsFragment[] }) => {
  const t = useTranslations('requests')
  const [isOpen, setOpen] = useState(false)
  const [from, setFrom] = useState<'now' | 'start'>('now')
  const [, add] = useAddParticipantMutation()
  const choose = async (userId: string) => {
    setOpen(false)
    const { data } = await add({ input: { ticketId, userId, fromStart: from === 'start' } })
    toastRefusal(data?.addParticipant, t('changeFailed'))
  }
  const trigger = (
    <Button size="sm" className="self-start">
      <UserPlus aria-hidden className="size-4" />
      {t('add')}
    </Button>
  )
  return (
    <Popover
      trigger={trigger}
      label={t('add')}
      placement="bottom start"
      isOpen={isOpen}
      onOpenChange={setOpen}
      className="flex w-72 flex-col"
    >
      <div className="border-b border-line p-2">
        <Select
          label={t('addHow')}
          value={from}
          onChange={setFrom}
          choices={[
            { value: 'now', label: t('fromNow') },
            { value: 'start', label: t('fromStart') },
          ]}
        />
      </div>
      <People except={present} onChoose={(id) => void choose(id)} />
    </Popover>
  )
}

const People = ({ except, onChoose }: { except: PersonFieldsFragment[]; onChoose: (id: string) => void }) => {
  const t = useTranslations('requests')
  const roleName = useRoleName()
  const [text, setText] = useState('')
  const asked = useSettled(text.trim(), 100)
  const [{ data, fetching }] = usePeopleToAddQuery({ variables: { text: asked || null } })
  const there = new Set(except.map(({ id }) => id))
  const people = (data?.users.edges ?? []).map(({ node }) => node).filter(({ id }) => !there.has(id))
  return (
    <SearchList
      label={t('add')}
      fieldLabel={t('findPerson')}
      placeholder={t('findPerson')}
      text={text}
      onText={setText}
      items={people}
      nameOf={({ name }) => name}
      onChoose={({ id }) => onChoose(id)}
      empty={fetching ? null : t('noSuchPerson')}
    >
      {({ name, role }) => (
        <>
          <Avatar name={name} size="sm" />
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <span className="text-xs text-muted">{roleName(role)}</span>
        </>
      )}
    </SearchList>
  )
}
