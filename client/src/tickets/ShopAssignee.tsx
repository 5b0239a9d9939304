import { useTranslations } from 'use-intl'
import { Avatar } from '../ui/Avatar.tsx'
import { Select } from '../ui/Select.tsx'
import { toastRefusal } from '../ui/toasts.tsx'
import type { PersonFieldsFragment } from '../viewer/person.generated.ts'
import { useAssignInShopMutation } from './shop.generated.ts'

type Props = { ticketId: string; people: PersonFieldsFragment[]; current: PersonFieldsFragment | null }

const NOBODY = 'nobody'

/** Who of the shop handles a ticket: each of its people can take or assign it. */
export const ShopAssignee = ({ ticketId, people, current }: Props) => {
  const t = useTranslations('tickets')
  const [{ fetching }, assign] = useAssignInShopMutation()
  const choose = async (chosen: string) => {
    const userId = chosen === NOBODY ? null : chosen
    if (userId === (current?.id ?? null)) return
    const { data } = await assign({ input: { ticketId, userId } })
    toastRefusal(data?.assignInShop, t('changeFailed'))
  }
  return (
    <Select
      quiet
      hideLabel
      label={t('shopHandles')}
      value={current?.id ?? NOBODY}
      isDisabled={fetching}
      onChange={(chosen) => void choose(chosen)}
      choices={[
        { value: NOBODY, label: t('unassigned') },
        ...people.map(({ id, name, avatarUrl }) => ({
          value: id,
          label: name,
          icon: <Avatar name={name} url={avatarUrl} size="sm" />,
        })),
      ]}
    />
  )
}
