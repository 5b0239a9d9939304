import type { Client } from '@urql/core'
import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { Provider as UrqlProvider } from 'urql'
import { IntlProvider } from 'use-intl'
import { DeskLook } from '../viewer/DeskLook.tsx'
import { useLanguage } from '../languages/language.ts'
import { Toasts } from '../ui/toasts.tsx'
import { UpdateNotice } from './UpdateNotice.tsx'

const TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Providers of every page: API client, translations, toasts. Another language shows everything anew. */
export const Providers = ({ client, children }: { client: Client; children: ReactNode }) => {
  const { locale, messages } = useLanguage()
  return (
    <I18nProvider key={locale} locale={locale}>
      <IntlProvider locale={locale} messages={messages} timeZone={TIME_ZONE}>
        <UrqlProvider value={client}>
          <DeskLook />
          {children}
          <Toasts />
          <UpdateNotice />
        </UrqlProvider>
      </IntlProvider>
    </I18nProvider>
  )
}
