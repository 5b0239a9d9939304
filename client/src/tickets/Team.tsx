import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { contains, searchKey } from '../lib/searchKey.ts'
import { isVisible } from '../lib/visible.ts'
import { SearchList } from '../ui/SearchList.tsx'
import { useTeamTitle } from '../ui/teamTitles.ts'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useAssignMutation } from './assignee.generated.ts'
import { PropertyPicker } from './PropertyPicker.tsx'
import type { TicketDetailFragment } from './tickets.generated.ts'
import { useAddTeamMutation, useTeamsQuery } from './teams.generated.ts'

const NEW = 'new'

type Props = { label: string; current?: string; onChoose: (team: string) => void }

/** What people see for the name of a team. */
export const TeamTitle = ({ name }: { name: string }) => useTeamTitle()(name)

/** The team of a ticket, and a picker to change it. */
export const Team = ({ ticket }: { ticket: TicketDetailFragment }) => {
  const t = useTranslations('tickets')
  const [isOpen, setOpen] = useState(false)
  const [, send] = useAssignMutation()
  const move = async (team: string) => {
    setOpen(false)
    const { data } = await send({ input: { ticketId: ticket.id, agentId: ticket.assignee?.id ?? null, team } })
    toastRefusal(data?.assign, t('changeFailed'))
  }
  const value = (
    <span dir="auto" className="min-w-0 flex-1 text-match-parent">
      <TeamTitle name={ticket.team} />
    </span>
  )
  return (
    <PropertyPicker name={t('team')} label={t('moveTo')} value={value} isOpen={isOpen} onOpenChange={setOpen}>
      <TeamChoices label={t('moveTo')} current={ticket.team} onChoose={(team) => void move(team)} />
    </PropertyPicker>
  )
}

/** A list of the teams that take tickets; admins can add one. */
export const TeamChoices = ({ label, current, onChoose }: Props) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const [text, setText] = useState('')
  const [{ data }, again] = useTeamsQuery()
  const [, add] = useAddTeamMutation()
  const teams = (data?.teams ?? []).filter(({ isRetired }) => !isRetired)
  const wanted = text.trim()
  const items = teams.flatMap(({ name, title }) =>
    name !== current && (contains(title, wanted) || contains(name, wanted)) ? [{ id: name, name: title }] : [],
  )
  const isCalled = (name: string) => searchKey(name) === searchKey(wanted)
  const isNew =
    viewer.role === 'ADMIN' && isVisible(wanted) && !teams.some(({ name, title }) => isCalled(title) || isCalled(name))
  if (isNew) items.push({ id: NEW, name: wanted })

  const choose = async (id: string) => {
    if (id !== NEW || !isNew) return onChoose(id)
    const { data: added } = await add({ input: { name: wanted } })
    const name = added?.addTeam.team?.name
    if (!name) return void toast(added?.addTeam.errors[0]?.message ?? t('changeFailed'), { tone: 'problem' })
    again({ requestPolicy: 'network-only' })
    onChoose(name)
  }
  return (
    <SearchList
      label={label}
      placeholder={t('findTeam')}
      text={text}
      onText={setText}
      items={items}
      nameOf={({ name }) => name}
      onChoose={({ id }) => void choose(id)}
      empty={t('noSuchTeam')}
    >
      {({ id, name }) =>
        id === NEW && isNew ? (
          <>
            <Plus aria-hidden className="size-4 text-muted" />
            {t('newTeam', { name })}
          </>
        ) : (
          <span dir="auto" className="truncate text-match-parent">
            {name}
          </span>
        )
      }
    </SearchList>
  )
}
