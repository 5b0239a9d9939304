import { Download } from 'lucide-react'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { refusalOf } from '../lib/refusal.ts'
import { fullTime } from '../lib/time.ts'
import { useOnChange } from '../lib/useOnChange.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { LinkButton } from '../ui/LinkButton.tsx'
import { toast } from '../ui/toasts.tsx'
import type { PersonProfileFragment } from '../people/people.generated.ts'
import { type PersonErasureFragment, useErasePersonMutation, useErasureQuery } from './erasure.generated.ts'

type Props = { person: PersonProfileFragment }

/** For admins: exports the data of a user, and erases it. */
export const PersonData = ({ person }: Props) => {
  const t = useTranslations('erasure')
  const exporting = useTranslations('exporting')
  const [isAsking, setAsking] = useState(false)
  const [{ data }, again] = useErasureQuery({ variables: { userId: person.id } })
  // A change of the person may be the end of the erasure.
  useOnChange(`${person.email} ${person.disabledAt}`, () => again({ requestPolicy: 'network-only' }))
  const node = data?.node
  const erasure = node && 'erasure' in node && node.id === person.id ? node.erasure : null
  return (
    <>
      <LinkButton href={`/exports/people/${person.id}.json`} download>
        <Download aria-hidden className="size-4" />
        {exporting('exportPerson')}
      </LinkButton>
      {erasure && <Progress erasure={erasure} />}
      {!erasure && person.viewerCanChangeAccess && (
        <Button variant="danger" onPress={() => setAsking(true)}>
          {t('erase')}
        </Button>
      )}
      {isAsking && <EraseDialog person={person} onClose={() => setAsking(false)} />}
    </>
  )
}

const Progress = ({ erasure }: { erasure: NonNullable<PersonErasureFragment['erasure']> }) => {
  const t = useTranslations('erasure')
  const { finishedAt, heldTickets } = erasure
  return (
    <p className="text-sm text-muted">
      {finishedAt
        ? t('done', { when: fullTime(finishedAt) })
        : heldTickets > 0
          ? t('held', { count: heldTickets })
          : t('running')}
    </p>
  )
}

const EraseDialog = ({ person, onClose }: Props & { onClose: () => void }) => {
  const t = useTranslations('erasure')
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const [{ fetching }, send] = useErasePersonMutation()
  const { id, name, email } = person
  const erase = async () => {
    const { data } = await send({ input: { userId: id, email: typed } })
    const refusal = refusalOf(data?.erasePerson, t('failed'))
    if (refusal) return setProblem(refusal)
    toast(t('started', { name }))
    onClose()
  }
  return (
    <Dialog title={t('eraseTitle', { name })} isOpen onClose={onClose}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          void erase()
        }}
        className="flex flex-col gap-4"
      >
        <div className="flex flex-col gap-2">
          <p>{t('what')}</p>
          <ul className="list-disc ps-5 text-sm">
            {(['texts', 'files', 'person', 'rest'] as const).map((part) => (
              <li key={part}>{t(`deleted.${part}`)}</li>
            ))}
          </ul>
          <p className="text-sm text-muted">{t('kept')}</p>
        </div>
        <Field
          label={t('confirm', { email: email ?? '' })}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
          autoFocus
        />
        {problem && (
          <p role="alert" className="text-sm text-danger">
            {problem}
          </p>
        )}
        <Button
          type="submit"
          variant="danger"
          isDisabled={fetching || typed.trim().toLowerCase() !== email}
          className="self-end"
        >
          {t('action')}
        </Button>
      </Form>
    </Dialog>
  )
}
