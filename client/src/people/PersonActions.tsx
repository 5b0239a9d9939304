import { useState, type ReactNode } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { WorkDialog } from '../availability/WorkDialog.tsx'
import { isStaff, type Role } from '../lib/roles.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { useRoleName } from '../viewer/useViewer.ts'
import { useDeskTeamsQuery, type PersonProfileFragment, type StatusCountsFragment } from './people.generated.ts'
import { ROLES } from './roles.ts'
import { usePersonActions } from './usePersonActions.ts'

type Props = {
  person: PersonProfileFragment
  assigned: StatusCountsFragment
  onNewTicket: () => void
  /** Actions of other features, above those that change access. */
  children?: ReactNode
  /** What cannot be taken back, below all others. */
  last?: ReactNode
}
type Asking = 'rename' | 'expertise' | 'work' | 'disable' | Role | null

const SECTION = 'flex flex-col gap-2 border-t border-line pt-4'

/** The actions of an admin on a user. Somebody who is being erased, or was, can be neither changed nor enabled. */
export const PersonActions = (props: Props) =>
  props.person.erasure ? (
    <section className={SECTION}>
      {props.children}
      {props.last}
    </section>
  ) : (
    <Changes {...props} />
  )

const Changes = ({ person, assigned, onNewTicket, children, last }: Props) => {
  const t = useTranslations('people')
  const availability = useTranslations('availability')
  const roleName = useRoleName()
  const [asking, setAsking] = useState<Asking>(null)
  const actions = usePersonActions(person)
  const close = () => setAsking(null)
  const returning = assigned.open + assigned.inProgress
  const leavesStaff = asking !== null && ROLES.includes(asking as Role) && !isStaff(asking as Role)
  const finish = (done: Promise<boolean>) => void done.then(close)

  return (
    <section className={SECTION}>
      <Button variant="primary" onPress={onNewTicket} isDisabled={Boolean(person.disabledAt)}>
        <span className="truncate">{t('openTicket', { name: person.name })}</span>
      </Button>
      <Button onPress={() => setAsking('rename')}>{t('rename')}</Button>
      {isStaff(person.role) && <Button onPress={() => setAsking('expertise')}>{t('editExpertise')}</Button>}
      {isStaff(person.role) && <Button onPress={() => setAsking('work')}>{availability('title')}</Button>}
      {children}
      {person.viewerCanChangeAccess ? (
        <>
          <Select
            label={t('changeRole')}
            value={person.role}
            onChange={(role: Role) => role !== person.role && setAsking(role)}
            choices={ROLES.map((value) => ({ value, label: roleName(value) }))}
          />
          {person.hasSecondFactor && <ResetFactor person={person} />}
          {person.disabledAt ? (
            <Button onPress={() => void actions.enable()}>{t('enable')}</Button>
          ) : (
            <Button variant="danger" onPress={() => setAsking('disable')}>
              {t('disable')}
            </Button>
          )}
        </>
      ) : (
        <p className="text-sm text-muted">{t('ownAccount')}</p>
      )}
      {last}

      {asking === 'disable' && (
        <ConfirmDialog
          title={t('disableTitle', { name: person.name })}
          action={t('disable')}
          isBusy={actions.isBusy}
          onConfirm={() => finish(actions.disable())}
          onClose={close}
        >
          <p>{t('disableWhat')}</p>
          {returning > 0 && <p>{t('disableReturns', { count: returning })}</p>}
          <p className="text-sm text-muted">{t('disableKept')}</p>
        </ConfirmDialog>
      )}
      {asking && ROLES.includes(asking as Role) && (
        <ConfirmDialog
          title={t('roleTitle', { name: person.name, role: roleName(asking as Role) })}
          action={t('makeIt')}
          isBusy={actions.isBusy}
          onConfirm={() => finish(actions.changeRole(asking as Role))}
          onClose={close}
        >
          <p>{t('roleWhat')}</p>
          {leavesStaff && returning > 0 && <p>{t('disableReturns', { count: returning })}</p>}
        </ConfirmDialog>
      )}
      {asking === 'rename' && (
        <RenameDialog person={person} onClose={close} onSave={(name) => finish(actions.rename(name))} />
      )}
      {asking === 'work' && <WorkDialog person={person} onClose={close} />}
      {asking === 'expertise' && (
        <ExpertiseDialog
          person={person}
          onClose={close}
          onSave={(expertise, team) => finish(actions.setExpertise(expertise, team))}
        />
      )}
    </section>
  )
}

/** For somebody who has lost their phone. */
const ResetFactor = ({ person }: { person: PersonProfileFragment }) => {
  const t = useTranslations('people')
  const [isAsking, setAsking] = useState(false)
  const actions = usePersonActions(person)
  const close = () => setAsking(false)
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t('resetFactor')}</Button>
      {isAsking && (
        <ConfirmDialog
          title={t('resetFactorTitle', { name: person.name })}
          action={t('resetFactor')}
          isBusy={actions.isBusy}
          onConfirm={() => void actions.resetSecondFactor().then(close)}
          onClose={close}
        >
          <p>{t('resetFactorWhat')}</p>
          <p className="text-sm text-muted">{t('resetFactorSure')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}

type RenameProps = { person: PersonProfileFragment; onClose: () => void; onSave: (name: string) => void }

const RenameDialog = ({ person, onClose, onSave }: RenameProps) => {
  const t = useTranslations('people')
  return (
    <Dialog title={t('renameTitle', { name: person.name })} isOpen onClose={onClose}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          onSave(String(new FormData(event.currentTarget).get('name')))
        }}
        className="flex flex-col gap-4"
      >
        <Field label={t('name')} name="name" defaultValue={person.name} maxLength={100} isRequired autoFocus />
        <Button type="submit" variant="primary" className="self-end">
          {t('save')}
        </Button>
      </Form>
    </Dialog>
  )
}

type ExpertiseProps = {
  person: PersonProfileFragment
  onClose: () => void
  onSave: (expertise: string[], team: string | null) => void
}
const NONE = ''

const ExpertiseDialog = ({ person, onClose, onSave }: ExpertiseProps) => {
  const t = useTranslations('people')
  const [{ data }] = useDeskTeamsQuery()
  const [team, setTeam] = useState(person.team ?? NONE)
  const teams = (data?.teams ?? []).flatMap(({ name, title, isRetired }) =>
    isRetired && name !== person.team ? [] : [{ value: name, label: title }],
  )
  return (
    <Dialog title={t('editExpertise')} isOpen onClose={onClose}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          const words = String(new FormData(event.currentTarget).get('expertise')).split(',')
          onSave(
            words.map((word) => word.trim()).filter((word) => word !== ''),
            team === NONE ? null : team,
          )
        }}
        className="flex flex-col gap-4"
      >
        <Field
          label={t('expertise')}
          description={t('expertiseHint')}
          name="expertise"
          defaultValue={person.expertise.join(', ')}
          autoFocus
        />
        <Select
          label={t('team')}
          value={team}
          onChange={setTeam}
          choices={[{ value: NONE, label: t('noTeam') }, ...teams]}
        />
        <Button type="submit" variant="primary" className="self-end">
          {t('save')}
        </Button>
      </Form>
    </Dialog>
  )
}
