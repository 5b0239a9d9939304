import type { ComponentType, ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useNow } from '../lib/useNow.ts'
import { languageName, localTime } from './localTime.ts'

type Props = {
  person: { timeZone: string | null; language: string | null }
  Fact: ComponentType<{ name: string; children: ReactNode }>
}

/** What time it is where a person is, and which language they read. */
export const LocalFacts = ({ person: { timeZone, language }, Fact }: Props) => {
  const t = useTranslations('customers')
  const locale = useLocale()
  const now = useNow()
  const there = timeZone ? localTime(timeZone, now, locale) : undefined
  const spoken = language ? languageName(language, locale) : undefined
  return (
    <>
      {there && (
        <Fact name={t('localTime')}>
          <span title={timeZone!}>
            {t(there.ahead === 0 ? 'sameTime' : there.ahead > 0 ? 'timeAhead' : 'timeBehind', {
              time: there.time,
              hours: Math.abs(there.ahead),
            })}
          </span>
        </Fact>
      )}
      {spoken && <Fact name={t('language')}>{spoken}</Fact>}
    </>
  )
}
