import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createAppClient } from './app/client.ts'
import { Providers } from './app/Providers.tsx'
import { createAppRouter } from './app/router.tsx'
import { installServiceWorker, openFromNotifications } from './app/serviceWorker.ts'
import { watchNetwork } from './graphql/connection.ts'
import { startLanguage } from './languages/language.ts'
import './ui/base.css'

watchNetwork()
installServiceWorker()

const router = createAppRouter()
openFromNotifications((path) => router.history.push(path))

void startLanguage().then(() =>
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <Providers client={createAppClient()}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  ),
)
