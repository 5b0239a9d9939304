import { Store, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSettled } from '../lib/useSettled.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { SearchList } from '../ui/SearchList.tsx'
import { useShopsToChooseQuery, type ShopChoiceFragment } from './shops.generated.ts'

type Props = {
  label: string
  chosen: ShopChoiceFragment | null
  onChoose: (shop: ShopChoiceFragment | null) => void
}

/** A picker of an open shop, with search by name. */
export const ShopPicker = ({ label, chosen, onChoose }: Props) => {
  const t = useTranslations('shops')
  const [text, setText] = useState('')
  const asked = useSettled(text.trim(), 150)
  const [{ data, fetching }] = useShopsToChooseQuery({ variables: { text: asked }, pause: !asked })
  const found = (asked ? (data?.sellers.edges ?? []) : []).map(({ node }) => node).filter(({ isClosed }) => !isClosed)
  return (
    <div className="flex flex-col gap-1">
      <span className="text-sm font-medium">{label}</span>
      {chosen ? (
        <div className="flex h-9 items-center gap-2 rounded-md border border-line bg-sunken ps-3 pe-0.5 pointer-coarse:h-11">
          <Store aria-hidden className="size-4 shrink-0 text-muted" />
          <span dir="auto" className="min-w-0 flex-1 truncate text-match-parent">
            {chosen.shopName}
          </span>
          <IconButton icon={X} label={t('chooseAnother')} onPress={() => onChoose(null)} />
        </div>
      ) : (
        <SearchList
          inForm
          label={label}
          placeholder={t('find')}
          text={text}
          onText={setText}
          isListed={asked !== ''}
          items={found}
          nameOf={({ shopName }) => shopName}
          onChoose={onChoose}
          empty={fetching ? null : t('noMatches')}
        >
          {({ shopName }) => (
            <>
              <Store aria-hidden className="size-4 shrink-0 text-muted" />
              <span dir="auto" className="min-w-0 flex-1 truncate text-match-parent">
                {shopName}
              </span>
            </>
          )}
        </SearchList>
      )}
    </div>
  )
}
