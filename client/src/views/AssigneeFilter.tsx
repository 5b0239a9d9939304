import { useTranslations } from 'use-intl'
import { Select } from '../ui/Select.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useAssignableStaffQuery } from '../tickets/assignee.generated.ts'

const ANYONE = 'anyone'

type Props = { value: string | undefined; onChange: (assignee: string | undefined) => void }

/** Filters by assignee. */
export const AssigneeFilter = ({ value, onChange }: Props) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const [{ data }] = useAssignableStaffQuery({ variables: { text: null } })
  const others = (data?.users.edges ?? []).map(({ node }) => node).filter(({ id }) => id !== viewer.id)
  const choices = [
    { value: ANYONE, label: t('anyone') },
    { value: 'me', label: t('you') },
    ...others.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <Select
      label={t('assignee')}
      value={value ?? ANYONE}
      onChange={(next) => onChange(next === ANYONE ? undefined : next)}
      choices={choices}
    />
  )
}
