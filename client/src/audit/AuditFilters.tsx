import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSettled } from '../lib/useSettled.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { INPUT } from '../ui/Field.tsx'
import { Popover } from '../ui/Popover.tsx'
import { SearchList } from '../ui/SearchList.tsx'
import { Select } from '../ui/Select.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useAuditPeopleQuery, type AuditKind } from './audit.generated.ts'
import { auditStrings } from './strings.ts'

/** The filter in the address: a kind, a person (with their name), days. */
export type Chosen = { kind?: string; person?: string; name?: string; from?: string; to?: string }

const ANY = 'ANY'
const KINDS = Object.keys(auditStrings.kinds) as AuditKind[]
/** Nobody writes to shops in a counselling desk. */
const KINDS_WITHOUT_SHOPS = KINDS.filter((kind) => !kind.startsWith('SHOP_'))

type Props = { chosen: Chosen; onChange: (change: Chosen) => void }

/** Filters by kind, person and day. */
export const AuditFilters = ({ chosen, onChange }: Props) => {
  const t = useTranslations('audit')
  const tickets = useTranslations('tickets')
  const kinds = useViewer().desk.profile === 'COUNSELLING' ? KINDS_WITHOUT_SHOPS : KINDS
  const isFiltered = Object.values(chosen).some(Boolean)
  return (
    <div role="group" aria-label={tickets('filters')} className="flex flex-wrap items-end gap-3">
      <Select
        label={t('kind')}
        className="w-52"
        value={chosen.kind ?? ANY}
        onChange={(kind) => onChange({ kind: kind === ANY ? undefined : kind })}
        choices={[
          { value: ANY, label: t('anyKind') },
          ...kinds.map((kind) => ({ value: kind as string, label: t(`kinds.${kind}`) })),
        ]}
      />
      <PersonChoice name={chosen.name} onChoose={(id, name) => onChange({ person: id, name })} />
      <Day label={t('from')} value={chosen.from} onChange={(from) => onChange({ from })} />
      <Day label={t('to')} value={chosen.to} onChange={(to) => onChange({ to })} />
      {isFiltered && (
        <Button
          variant="quiet"
          onPress={() =>
            onChange({ kind: undefined, person: undefined, name: undefined, from: undefined, to: undefined })
          }
        >
          {t('clear')}
        </Button>
      )}
    </div>
  )
}

type DayProps = { label: string; value?: string; onChange: (day: string | undefined) => void }

const Day = ({ label, value, onChange }: DayProps) => (
  <label className="flex flex-col gap-1 text-sm font-medium">
    {label}
    <input
      type="date"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
      className={`${INPUT} h-9 w-40 font-normal pointer-coarse:h-11`}
    />
  </label>
)

type PersonProps = { name?: string; onChoose: (id: string | undefined, name: string | undefined) => void }

const PersonChoice = ({ name, onChoose }: PersonProps) => {
  const t = useTranslations('audit')
  const [isOpen, setOpen] = useState(false)
  const choose = (id?: string, who?: string) => {
    setOpen(false)
    onChoose(id, who)
  }
  return (
    <div className="flex flex-col gap-1">
      <span className="text-sm font-medium">{t('person')}</span>
      <Popover
        label={t('findPerson')}
        placement="bottom start"
        isOpen={isOpen}
        onOpenChange={setOpen}
        className="flex w-64 flex-col"
        trigger={
          <Button className="h-9 w-52 justify-start font-normal pointer-coarse:h-11">
            <span className="sr-only">{t('person')}: </span>
            <span className="min-w-0 flex-1 truncate text-start">{name ?? t('anyone')}</span>
            <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
          </Button>
        }
      >
        <People onChoose={choose} />
      </Popover>
    </div>
  )
}

const ANYONE = 'anyone'

const People = ({ onChoose }: { onChoose: (id?: string, name?: string) => void }) => {
  const t = useTranslations('audit')
  const [text, setText] = useState('')
  const asked = useSettled(text.trim(), 100)
  const [{ data, fetching }] = useAuditPeopleQuery({ variables: { text: asked || null } })
  const people = (data?.users.edges ?? []).map(({ node }) => node)
  return (
    <SearchList
      label={t('person')}
      fieldLabel={t('findPerson')}
      placeholder={t('findPerson')}
      text={text}
      onText={setText}
      items={asked ? people : [{ id: ANYONE, name: t('anyone') }, ...people]}
      nameOf={({ name }) => name}
      onChoose={({ id, name }) => (id === ANYONE ? onChoose() : onChoose(id, name))}
      empty={fetching ? null : t('noSuchPerson')}
    >
      {({ id, name }) => (
        <>
          {id !== ANYONE && <Avatar name={name} size="sm" />}
          <span className="min-w-0 flex-1 truncate">{name}</span>
        </>
      )}
    </SearchList>
  )
}
