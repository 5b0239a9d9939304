import type { ReactNode } from 'react'
import { DeskMark } from '../ui/DeskMark.tsx'
import { LanguagePicker } from './LanguagePicker.tsx'

/** The layout of the pages before sign-in: sign-in, invitation, set-up. */
export const EntryPage = ({ title, children }: { title: string; children: ReactNode }) => (
  <main className="flex min-h-full flex-col items-center justify-center gap-3 bg-canvas p-4">
    <div className="flex w-full max-w-md flex-col gap-6 rounded-lg border border-line bg-surface p-6 tablet:p-8">
      <header className="flex items-center gap-3">
        <DeskMark />
        <h1 className="text-xl font-semibold">{title}</h1>
      </header>
      {children}
    </div>
    <LanguagePicker />
  </main>
)
