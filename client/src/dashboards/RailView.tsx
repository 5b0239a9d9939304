import { useTranslations } from 'use-intl'
import { RailItem } from '../ui/RailItem.tsx'
import type { View } from '../views/views.ts'

type Props = { view: View; count: number; isCurrent: boolean; folded: boolean; onPress: () => void }

/** A view: icon, name, count. */
export const RailView = ({ view: { id, icon, key }, ...props }: Props) => {
  const t = useTranslations('tickets')
  return (
    <RailItem
      {...props}
      icon={icon}
      label={t(`views.${id}`)}
      keys={`g ${key}`}
      hint={t(`viewHints.${id}`)}
      countLabel={t('ticketsCounted', { count: props.count })}
    />
  )
}
