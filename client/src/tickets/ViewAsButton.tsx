import { Eye } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { Button } from '../ui/Button.tsx'
import { viewAs, type ViewedSide } from './viewAs.ts'

type Props = { ticketId: string; side: ViewedSide; name: string }

/** For staff: shows the conversation as one side sees it. */
export const ViewAsButton = ({ ticketId, side, name }: Props) => {
  const t = useTranslations('tickets')
  return (
    <Button size="sm" variant="quiet" wraps onPress={() => viewAs(ticketId, side)} className="-ms-2 self-start">
      <Eye aria-hidden className="size-4 shrink-0" />
      {t('viewAsName', { name: isolated(name) })}
    </Button>
  )
}
