import { ChevronDown, Plus } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete, Button, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { MENU_ITEM } from '../ui/Menu.tsx'
import { Popover } from '../ui/Popover.tsx'
import { toast } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useAssignMutation } from './assignee.generated.ts'
import type { TicketDetailFragment } from './tickets.generated.ts'
import { useAddTeamMutation, useTeamsQuery } from './views.generated.ts'

const NEW = 'new'

type Props = { label: string; current?: string; onChoose: (team: string) => void }

/** The team a ticket is routed to, and the others it can go to. */
export const Team = ({ ticket }: { ticket: TicketDetailFragment }) => {
  const t = useTranslations('tickets')
  const [isOpen, setOpen] = useState(false)
  const [, send] = useAssignMutation()
  const move = async (team: string) => {
    setOpen(false)
    const { data } = await send({ input: { ticketId: ticket.id, agentId: ticket.assignee?.id ?? null, team } })
    const problem = data ? data.assign.errors[0]?.message : t('changeFailed')
    if (problem) toast(problem, { tone: 'problem' })
  }
  const trigger = (
    <Button className="group flex h-7 w-full cursor-pointer items-center gap-2 rounded-md px-2 text-left hover:bg-hover pointer-coarse:h-11">
      <span className="sr-only">{t('team')}</span>
      <span className="min-w-0 flex-1 truncate">{ticket.team}</span>
      <ChevronDown
        aria-hidden
        className="size-4 text-subtle opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
      />
    </Button>
  )
  return (
    <Popover
      trigger={trigger}
      label={t('moveTo')}
      placement="bottom start"
      isOpen={isOpen}
      onOpenChange={setOpen}
      className="flex w-64 flex-col"
    >
      <TeamChoices label={t('moveTo')} current={ticket.team} onChoose={(team) => void move(team)} />
    </Popover>
  )
}

/** Teams to choose from; admins add one by its name. */
export const TeamChoices = ({ label, current, onChoose }: Props) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const [text, setText] = useState('')
  const [{ data }, again] = useTeamsQuery()
  const [, add] = useAddTeamMutation()
  const teams = (data?.teams ?? []).map(({ name }) => name)
  const wanted = text.trim()
  const has = (name: string) => name.toLocaleLowerCase().includes(wanted.toLocaleLowerCase())
  const items = teams.filter((name) => name !== current && has(name)).map((name) => ({ id: name, name }))
  const isNew =
    viewer.role === 'ADMIN' &&
    wanted !== '' &&
    !teams.some((name) => name.toLocaleLowerCase() === wanted.toLocaleLowerCase())
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
    <Autocomplete inputValue={text} onInputChange={setText} filter={() => true}>
      <SearchField aria-label={label} autoFocus className="border-b border-line">
        <Input
          placeholder={t('findTeam')}
          className="h-9 w-full bg-transparent px-3 placeholder:text-subtle outline-none pointer-coarse:h-11 pointer-coarse:text-lg [&::-webkit-search-cancel-button]:hidden"
        />
      </SearchField>
      <ListBox
        aria-label={label}
        items={items}
        onAction={(id) => void choose(String(id))}
        className="max-h-72 overflow-auto p-1 outline-none"
        renderEmptyState={() => <p className="p-3 text-sm text-muted">{t('noSuchTeam')}</p>}
      >
        {({ id, name }) => (
          <ListBoxItem id={id} textValue={name} className={MENU_ITEM}>
            {id === NEW && isNew ? (
              <>
                <Plus aria-hidden className="size-4 text-muted" />
                {t('newTeam', { name })}
              </>
            ) : (
              <span className="truncate">{name}</span>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  )
}
