import { configure, render, type RenderResult } from '@testing-library/react'
import { never } from 'wonka'
import type { ReactElement } from 'react'
import { Provider, type Client } from 'urql'
import { IntlProvider } from 'use-intl'
import { strings } from '../src/app/catalogue.ts'
import { ViewerContext, type Desk, type Viewer } from '../src/viewer/useViewer.ts'

// It only ends tests that hang: a test that passes never waits for it, however slow the machine is.
configure({ asyncUtilTimeout: 60_000 })

export const buyer: Viewer = {
  id: 'u1',
  name: 'Bea Buyer',
  isErased: false,
  email: 'buyer@parley.example',
  role: 'BUYER',
  avatarUrl: null,
  viewerCanTagTickets: false,
  chosenLanguage: null,
  language: 'en-US',
  timeZone: 'UTC',
}
export const agent: Viewer = {
  id: 'u2',
  name: 'Ada Agent',
  isErased: false,
  email: 'agent@parley.example',
  role: 'AGENT',
  avatarUrl: null,
  viewerCanTagTickets: true,
  chosenLanguage: null,
  language: 'en-US',
  timeZone: 'UTC',
}

export const desk: Desk = {
  name: 'Parley',
  profile: 'MARKETPLACE',
  accent: 'INDIGO',
  logoUrl: null,
  messageDeletionMinutes: 15,
  roleNames: [
    { role: 'BUYER', one: 'Buyer', many: 'Buyers' },
    { role: 'SELLER', one: 'Seller', many: 'Sellers' },
    { role: 'AGENT', one: 'Agent', many: 'Agents' },
    { role: 'ADMIN', one: 'Admin', many: 'Admins' },
  ],
  demoSignIns: [],
  demoPassword: null,
}

export type TestClient = Client

/** A client that never answers, for components whose data comes from props. */
export const silentClient = {
  executeQuery: () => never,
  executeMutation: () => never,
  executeSubscription: () => never,
} as unknown as Client

type Options = { viewer?: Viewer; client?: Client }

/** Renders with strings, a viewer and a client, as inside a dashboard. */
export const renderIn = (ui: ReactElement, { viewer = buyer, client = silentClient }: Options = {}): RenderResult =>
  render(ui, {
    wrapper: ({ children }) => (
      <IntlProvider locale="en" messages={strings} timeZone="UTC">
        <Provider value={client}>
          <ViewerContext value={{ viewer, desk }}>{children}</ViewerContext>
        </Provider>
      </IntlProvider>
    ),
  })
