import { Button as AriaButton } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Avatar } from '../ui/Avatar.tsx'
import type { Desk } from './useViewer.ts'

type Props = { desk: Desk; isDisabled: boolean; onChoose: (email: string) => void }

/** The demo accounts, one click each. */
export const DemoSignIns = ({ desk, isDisabled, onChoose }: Props) => {
  const t = useTranslations('viewer')
  return (
    <section aria-labelledby="demo-sign-ins" className="flex flex-col gap-2">
      <h2 id="demo-sign-ins" className="text-sm font-medium text-muted">
        {t('demo')}
      </h2>
      <ul className="grid grid-cols-1 gap-2 min-[26rem]:grid-cols-2">
        {desk.demoSignIns.map(({ email, name, role }) => (
          <li key={email}>
            <AriaButton
              isDisabled={isDisabled}
              onPress={() => onChoose(email)}
              className="flex w-full cursor-pointer items-center gap-2 rounded-md border border-line bg-surface p-2 text-start hover:border-control hover:bg-hover disabled:opacity-50"
            >
              <Avatar name={name} />
              <span className="flex min-w-0 flex-col">
                <span className="truncate text-sm font-medium">{name}</span>
                <span className="truncate text-xs text-muted">{t('roleOne', { profile: desk.profile, role })}</span>
              </span>
            </AriaButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
