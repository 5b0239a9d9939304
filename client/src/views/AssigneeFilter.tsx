import { useTranslations } from 'use-intl'
import { Select } from '../ui/Select.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useAssignableStaffQuery } from '../tickets/assignee.generated.ts'

const ANYBODY = 'anybody'

type Props = { value: string | undefined; onChange: (assignee: string | undefined) => void }

/** Only tickets of one of staff. */
export const AssigneeFilter = ({ value, onChange }: Props) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const [{ data }] = useAssignableStaffQuery({ variables: { text: null } })
  const others = (data?.users.edges ?? []).map(({ node }) => node).filter(({ id }) => id !== viewer.id)
  const choices = [
    { value: ANYBODY, label: t('anybody') },
    { value: 'me', label: t('you') },
    ...others.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <Select
      label={t('assignee')}
      value={value ?? ANYBODY}
      onChange={(next) => onChange(next === ANYBODY ? undefined : next)}
      choices={choices}
    />
  )
}
