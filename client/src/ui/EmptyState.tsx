import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

type Props = { icon: LucideIcon; children: ReactNode; /** One action at most. */ action?: ReactNode }

/** An empty list: a sentence and an action. */
export const EmptyState = ({ icon: Icon, children, action }: Props) => (
  <div className="flex h-full flex-col items-center justify-center gap-3 p-6 text-center">
    <span className="flex size-12 items-center justify-center rounded-full bg-sunken text-subtle">
      <Icon aria-hidden className="size-6" />
    </span>
    <p className="max-w-72 text-balance text-muted">{children}</p>
    {action}
  </div>
)
