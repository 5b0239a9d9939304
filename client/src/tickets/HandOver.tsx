import { useRef, useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { refusalOf } from '../lib/refusal.ts'
import { uuid } from '../lib/uuid.ts'
import { isVisible } from '../lib/visible.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { toast } from '../ui/toasts.tsx'
import { useAssignableStaffQuery, useHandOverMutation } from './assignee.generated.ts'
import { closeHandOver } from './handOver.ts'
import type { TicketDetailFragment } from './tickets.generated.ts'
import { useTeamsQuery } from './teams.generated.ts'

/** Hands a ticket over to a person or a team with a note, in one atomic step. */
export const HandOver = ({ ticket }: { ticket: TicketDetailFragment }) => {
  const t = useTranslations('tickets')
  return (
    <Dialog title={t('handOverTitle', { number: ticket.number })} isOpen onClose={closeHandOver}>
      <HandOverForm ticket={ticket} onDone={closeHandOver} />
    </Dialog>
  )
}

const UNCHANGED = 'as-it-is'

const HandOverForm = ({ ticket, onDone }: { ticket: TicketDetailFragment; onDone: () => void }) => {
  const t = useTranslations('tickets')
  const [{ data: staff }] = useAssignableStaffQuery({ variables: { text: null, disabled: false } })
  const [{ data: teamData }] = useTeamsQuery()
  const [{ fetching }, send] = useHandOverMutation()
  const [agent, setAgent] = useState(UNCHANGED)
  const [team, setTeam] = useState(ticket.team)
  const [problem, setProblem] = useState<string | null>(null)
  // One id for all attempts: a retry after a lost response must not hand over twice.
  const clientId = useRef(uuid())

  const people = (staff?.users.edges ?? []).map(({ node }) => node).filter(({ id }) => id !== ticket.assignee?.id)
  const teams = (teamData?.teams ?? [{ name: ticket.team, title: ticket.team, isRetired: false }]).filter(
    ({ name, isRetired }) => !isRetired || name === ticket.team,
  )
  const isUnchanged = agent === UNCHANGED && team === ticket.team

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const note = String(new FormData(event.currentTarget).get('note'))
    if (!isVisible(note) || isUnchanged) return
    const to = { ...(agent !== UNCHANGED && { agentId: agent }), ...(team !== ticket.team && { team }) }
    void send({ input: { ticketId: ticket.id, ...to, note, clientId: clientId.current } }).then(({ data }) => {
      const refused = refusalOf(data?.handOver, t('handOverFailed'))
      if (refused) return setProblem(refused)
      toast(t('handedOver', { number: ticket.number }))
      onDone()
    })
  }
  return (
    <Form onSubmit={onSubmit} className="flex flex-col gap-4">
      <div className="grid grid-cols-1 gap-4 tablet:grid-cols-2">
        <Select
          label={t('handOverTo')}
          value={agent}
          onChange={setAgent}
          choices={[
            {
              value: UNCHANGED,
              label: ticket.assignee ? t('leaveAssignee', { name: ticket.assignee.name }) : t('unassigned'),
            },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Select
          label={t('team')}
          value={team}
          onChange={setTeam}
          choices={teams.map(({ name, title }) => ({ value: name, label: title }))}
        />
      </div>
      <div className="rounded-md bg-note p-3">
        <Field label={t('handOverNote')} description={t('handOverNoteHint')} name="note" rows={4} isRequired />
      </div>
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      <Button type="submit" variant="primary" isDisabled={fetching || isUnchanged} className="self-end">
        {t('handOverDo')}
      </Button>
    </Form>
  )
}
