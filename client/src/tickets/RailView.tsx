import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { Badge } from '../ui/Badge.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import type { View } from './views.ts'

type Props = { view: View; count: number; isCurrent: boolean; folded: boolean; onPress: () => void }

/** One view: icon, word, count. */
export const RailView = ({ view: { id, icon: Icon, key }, count, isCurrent, folded, onPress }: Props) => {
  const t = useTranslations('tickets')
  const button = (
    <Button
      onPress={onPress}
      aria-current={isCurrent ? 'page' : undefined}
      className={classes(
        'inset-ring-focus flex w-full cursor-pointer items-center rounded-md text-left pointer-coarse:h-11',
        folded ? 'relative h-10 justify-center' : 'h-8 gap-2 px-2',
        isCurrent ? 'bg-selected font-medium text-accent-text' : 'text-muted hover:bg-hover hover:text-text',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {folded ? (
        <>
          <span className="sr-only">{t(`views.${id}`)}</span>
          {count > 0 && (
            <span className="absolute right-0 bottom-0 rounded-sm bg-canvas px-0.5 text-[0.625rem] leading-3 text-muted">
              {count > 99 ? '99+' : count}
              <span className="sr-only"> {t('ticketsCounted')}</span>
            </span>
          )}
        </>
      ) : (
        <>
          <span className="min-w-0 flex-1 truncate">{t(`views.${id}`)}</span>
          <Badge count={count} label={t('ticketsCounted')} />
        </>
      )}
    </Button>
  )
  return folded ? (
    <Tooltip text={t(`views.${id}`)} keys={`g ${key}`}>
      {button}
    </Tooltip>
  ) : (
    button
  )
}
