import { Eye, Store, UserRound } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import type { TicketRowFragment } from './tickets.generated.ts'
import { viewAs } from './viewAs.ts'

type Props = { ticket: Pick<TicketRowFragment, 'id' | 'requester' | 'seller' | 'shopTakesPart'> }

/** Staff choose to see the conversation as the requester or as the shop sees it. */
export const ViewAsMenu = ({ ticket: { id, requester, seller, shopTakesPart } }: Props) => {
  const t = useTranslations('tickets')
  return (
    <Menu aria-label={t('viewAs')} trigger={<IconButton icon={Eye} label={t('viewAs')} />} placement="bottom end">
      <MenuItem
        icon={<UserRound aria-hidden className="size-4 text-muted" />}
        onAction={() => viewAs(id, 'REQUESTER')}
        textValue={requester.name}
      >
        {t('viewAsName', { name: isolated(requester.name) })}
      </MenuItem>
      {shopTakesPart && seller && (
        <MenuItem
          icon={<Store aria-hidden className="size-4 text-muted" />}
          onAction={() => viewAs(id, 'SHOP')}
          textValue={seller.shopName}
        >
          {t('viewAsName', { name: isolated(seller.shopName) })}
        </MenuItem>
      )}
    </Menu>
  )
}
