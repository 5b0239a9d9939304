import { History } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { lazily } from '../lib/lazily.ts'
import { Button } from '../ui/Button.tsx'

const EverythingDrawer = lazily(() => import('./EverythingDrawer.tsx'), 'EverythingDrawer')

/** Opens the timeline of everything with a person. */
export const Everything = ({ person }: { person: { id: string; name: string } }) => {
  const t = useTranslations('customers')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="sm" wraps onPress={() => setOpen(true)} className="self-start">
        <History aria-hidden className="size-4 shrink-0" />
        {t('everythingShort')}
      </Button>
      <Suspense>{isOpen && <EverythingDrawer person={person} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
