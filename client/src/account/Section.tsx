import type { ReactNode } from 'react'

/** One part of the page. */
export const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4 tablet:p-6">
    <h2 className="text-lg font-semibold">{title}</h2>
    {children}
  </section>
)
