import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { uuid } from '../lib/uuid.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { FormProblem } from './FormProblem.tsx'
import { isoOf, tomorrow } from './plannedTime.ts'
import {
  useMeetingProvidersQuery,
  useScheduleSessionMutation,
  useSessionHostsQuery,
  type MeetingProvider,
} from './sessions.generated.ts'
import { TimeFields } from './TimeFields.tsx'
import { useSubmit } from './useSubmit.ts'
import { Warnings } from './Warnings.tsx'

/** Schedules a session with the participants of a ticket. */
export const ScheduleSession = ({ ticketId }: { ticketId: string }) => {
  const t = useTranslations('sessions')
  const { viewer } = useViewer()
  // One for the dialog: a request that is sent again schedules nothing twice.
  const [clientId] = useState(uuid)
  const [time, setTime] = useState(tomorrow)
  const [hostId, setHostId] = useState(viewer.id)
  const [provider, setProvider] = useState<MeetingProvider>('JITSI')
  const [joinUrl, setJoinUrl] = useState('')
  const [{ data: staff }] = useSessionHostsQuery()
  const [{ data: offered }] = useMeetingProvidersQuery()
  const [{ fetching }, send] = useScheduleSessionMutation()
  const { errors, setErrors, submit } = useSubmit()
  const found = (staff?.users.edges ?? []).map(({ node }) => node).filter(({ id }) => id !== viewer.id)

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const { at, minutes } = time
    if (!at) return setErrors({ startsAt: t('whenMissing') })
    const link = provider === 'LINK' ? { joinUrl } : {}
    const input = { ticketId, clientId, startsAt: isoOf(at), minutes, timeZone: at.timeZone, hostId, provider, ...link }
    void submit(async () => (await send({ input })).data?.scheduleSession.errors)
  }
  return (
    <Form onSubmit={onSubmit} validationBehavior="aria" validationErrors={errors} className="flex flex-col gap-4">
      <TimeFields time={time} onChange={setTime} withLength />
      <div className="grid grid-cols-1 gap-4 tablet:grid-cols-2">
        <Select
          label={t('host')}
          value={hostId}
          onChange={setHostId}
          choices={[viewer, ...found].map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          label={t('provider')}
          value={provider}
          onChange={setProvider}
          choices={(offered?.meetingProviders ?? [provider]).map((value) => ({
            value,
            label: t(`providers.${value}`),
          }))}
        />
      </div>
      {provider === 'LINK' && (
        <Field
          label={t('link')}
          description={t('linkHint')}
          name="joinUrl"
          type="url"
          inputMode="url"
          value={joinUrl}
          onChange={setJoinUrl}
          maxLength={2_000}
          autoComplete="off"
        />
      )}
      <Warnings ticketId={ticketId} time={time} hostId={hostId} />
      <FormProblem text={errors['general'] ?? errors['hostId'] ?? errors['provider'] ?? errors['timeZone']} />
      <Button type="submit" variant="primary" isDisabled={fetching} className="self-end">
        {t('scheduleDo')}
      </Button>
    </Form>
  )
}
