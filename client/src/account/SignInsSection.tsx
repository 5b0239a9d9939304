import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { browserOf } from '../lib/browser.ts'
import { fullTime } from '../lib/time.ts'
import { Button } from '../ui/Button.tsx'
import { authPost } from '../viewer/authPost.ts'
import type { Account, SignedIn } from './account.ts'
import { type Problem, problemOf } from './problems.ts'
import { ProblemText } from './ProblemText.tsx'
import { Section } from './Section.tsx'

/** Where the person is signed in, with a button to end each. */
export const SignInsSection = ({ account, again }: { account: Account; again: () => Promise<void> }) => {
  const t = useTranslations('account')
  const [problem, setProblem] = useState<Problem | null>(null)
  const end = async (path: string, body: object = {}) => {
    setProblem(problemOf(await authPost(path, body)))
    await again()
  }
  return (
    <Section title={t('signIns')}>
      <ul className="flex flex-col divide-y divide-line">
        {account.signIns.map((signIn) => (
          <Row key={signIn.id} signIn={signIn} onEnd={() => void end('account/sign-out', { signInId: signIn.id })} />
        ))}
      </ul>
      <ProblemText problem={problem} />
      {account.signIns.length > 1 && (
        <Button className="self-start" onPress={() => void end('account/sign-out-others')}>
          {t('signOutOthers')}
        </Button>
      )}
    </Section>
  )
}

const Row = ({ signIn, onEnd }: { signIn: SignedIn; onEnd: () => void }) => {
  const t = useTranslations('account')
  const { browser, system } = browserOf(signIn.userAgent ?? '')
  const device = system ? t('device', { browser, system }) : browser || t('unknownDevice')
  return (
    <li className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-medium">{device}</span>
        <span className="text-sm text-muted">
          {signIn.isCurrent ? t('thisBrowser') : t('lastUsed', { at: fullTime(signIn.lastSeenAt) })}
          {signIn.ipAddress && ` · ${signIn.ipAddress}`}
        </span>
      </span>
      {!signIn.isCurrent && (
        <Button size="sm" aria-label={t('signOutOf', { device })} onPress={onEnd}>
          {t('signOut')}
        </Button>
      )}
    </li>
  )
}
