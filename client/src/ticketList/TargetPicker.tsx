import { useState, type ReactNode } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { SCRIM } from '../ui/scrim.ts'
import { SearchList } from '../ui/SearchList.tsx'
import type { PersonFieldsFragment } from '../viewer/person.generated.ts'
import type { BatchChange } from '../batches/batch.ts'
import { PriorityIcon } from '../tickets/labels.tsx'
import { StaffChoices } from '../tickets/StaffChoices.tsx'
import { TagChoices } from '../tickets/TagInput.tsx'
import { useTargetPicker } from './targetPicker.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'
import { useNumbers } from '../tickets/useChangeText.ts'

const PRIORITIES = ['HIGH', 'MEDIUM', 'LOW'] as const

type Rows = readonly TicketRowFragment[]
type Props = { onChange: (rows: Rows, change: BatchChange, name?: string) => void }

/** The picker opened by `a`, `p` and `t`; it names the tickets to be changed. */
export const TargetPicker = ({ onChange }: Props) => {
  const t = useTranslations('tickets')
  const picker = useTargetPicker()
  if (picker.what === null) return null
  const { what, rows } = picker
  const close = () => useTargetPicker.setState({ what: null }, true)
  const change = (how: BatchChange, name?: string) => {
    close()
    onChange(rows, how, name)
  }
  const label = what === 'assignee' ? t('assignTo') : what === 'tags' ? t('addTag') : t('setPriority')
  return (
    <Frame label={label} rows={rows} onClose={close}>
      {what === 'assignee' && (
        <StaffChoices
          label={label}
          current={sameAssignee(rows)}
          onChoose={(person) => change({ agentId: person?.id ?? null }, person?.name)}
        />
      )}
      {what === 'tags' && (
        <TagChoices label={label} except={sharedTags(rows)} canCreate onAdd={(tag) => change({ addTags: [tag] })} />
      )}
      {what === 'priority' && <PriorityChoices label={label} onChoose={(priority) => change({ priority })} />}
    </Frame>
  )
}

type FrameProps = { label: string; rows: Rows; onClose: () => void; children: ReactNode }

const Frame = ({ label, rows, onClose, children }: FrameProps) => {
  const numbersOf = useNumbers()
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      isDismissable
      className={`${SCRIM} flex items-start justify-center p-4 pt-[12vh]`}
    >
      <Modal className="w-full max-w-sm overflow-hidden rounded-lg border border-line bg-raised shadow-raised">
        <Dialog aria-label={`${label}: ${numbersOf(rows)}`} className="flex max-h-[60dvh] flex-col outline-none">
          <p className="flex items-baseline gap-2 px-3 pt-2.5 pb-1 text-sm">
            <span className="shrink-0 font-medium">{label}</span>
            <span className="shrink-0 rounded-sm bg-selected px-1.5 font-medium text-accent-text">
              {numbersOf(rows)}
            </span>
            {rows.length === 1 && (
              <span dir="auto" className="min-w-0 truncate text-muted">
                {rows[0]!.subject}
              </span>
            )}
          </p>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

type Priority = (typeof PRIORITIES)[number]

const PriorityChoices = ({ label, onChoose }: { label: string; onChoose: (priority: Priority) => void }) => {
  const t = useTranslations('tickets')
  const [text, setText] = useState('')
  const items = PRIORITIES.map((priority) => ({ id: priority, name: t(`priority.${priority}`) }))
  const wanted = text.trim().toLocaleLowerCase()
  return (
    <SearchList
      label={label}
      placeholder={label}
      text={text}
      onText={setText}
      items={items.filter(({ name }) => name.toLocaleLowerCase().includes(wanted))}
      nameOf={({ name }) => name}
      onChoose={({ id }) => onChoose(id)}
      empty={t('noSuchPriority')}
    >
      {({ id, name }) => (
        <>
          <PriorityIcon priority={id} />
          {name}
        </>
      )}
    </SearchList>
  )
}

/** The common assignee, null if unassigned; undefined if they differ. */
const sameAssignee = ([first, ...others]: Rows): PersonFieldsFragment | null | undefined =>
  others.every(({ assignee }) => assignee?.id === first?.assignee?.id) ? first?.assignee : undefined

const sharedTags = ([first, ...others]: Rows): string[] =>
  (first?.tags ?? []).filter((tag) => others.every(({ tags }) => tags.includes(tag)))
