import { useTranslations } from 'use-intl'

/** Marks a service account beside its name. */
export const ServiceMark = () => (
  <span className="shrink-0 rounded-sm border border-line px-1 text-xs text-muted">
    {useTranslations('ui')('service')}
  </span>
)
