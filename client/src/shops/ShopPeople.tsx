import { CircleAlert, LogOut } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { refusalOf } from '../lib/refusal.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { toast } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { InviteMember } from './InviteMember.tsx'
import { ShopInvitations } from './ShopInvitations.tsx'
import { useLeaveShopMutation, useRemoveShopMemberMutation, type ShopPeopleFieldsFragment } from './shops.generated.ts'

type Member = ShopPeopleFieldsFragment['members'][number]
type Props = {
  shop: ShopPeopleFieldsFragment
  /** Called after a change that the shop does not come back with. */
  onChanged: () => void
}

/** The people of a shop: for whoever manages them, with invitations and removal. */
export const ShopPeople = ({ shop, onChanged }: Props) => {
  const t = useTranslations('shops')
  const { viewer } = useViewer()
  const [removing, setRemoving] = useState<Member>()
  const [isLeaving, setLeaving] = useState(false)
  const { shopName, owner, members, viewerCanManageMembers: canManage } = shop
  const canLeave = owner.id !== viewer.id && members.some(({ id }) => id === viewer.id)
  return (
    <div className="flex flex-col gap-4">
      {shop.isClosed && (
        <p className="flex items-start gap-2 rounded-md bg-sunken p-3 text-sm text-warn">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t('isClosed')}
        </p>
      )}
      <section className="flex flex-col gap-1">
        <h3 className="text-sm font-semibold">{t('people')}</h3>
        <p className="text-sm text-muted">{t('peopleHint', { shop: isolated(shopName) })}</p>
        <ul aria-label={t('people')} className="flex flex-col">
          {members.map((person) => (
            <li key={person.id} className="flex min-h-11 items-center gap-2 border-b border-line last:border-b-0">
              <Avatar name={person.name} url={person.avatarUrl} />
              <span dir="auto" className="min-w-0 flex-1 truncate text-match-parent">
                {person.name}
              </span>
              {person.id === viewer.id && <span className="text-sm text-muted">{t('you')}</span>}
              {person.id === owner.id && <span className="text-sm text-muted">{t('owner')}</span>}
              {canManage && person.id !== owner.id && (
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={t('removeName', { name: person.name })}
                  onPress={() => setRemoving(person)}
                >
                  {t('remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
      {canManage && <ShopInvitations shop={shop} onChanged={onChanged} />}
      {canManage && !shop.isClosed && <InviteMember shop={shop} onChanged={onChanged} />}
      {canLeave && (
        <Button className="self-start" onPress={() => setLeaving(true)}>
          <LogOut aria-hidden className="size-4" />
          {t('leave')}
        </Button>
      )}
      {removing && <RemoveMember shop={shop} person={removing} onClose={() => setRemoving(undefined)} />}
      {isLeaving && <Leave shop={shop} onLeft={onChanged} onClose={() => setLeaving(false)} />}
    </div>
  )
}

type RemoveProps = { shop: ShopPeopleFieldsFragment; person: Member; onClose: () => void }

const RemoveMember = ({ shop, person, onClose }: RemoveProps) => {
  const t = useTranslations('shops')
  const [problem, setProblem] = useState<string>()
  const [{ fetching }, remove] = useRemoveShopMemberMutation()
  const names = { name: isolated(person.name), shop: isolated(shop.shopName) }
  const confirm = async () => {
    const { data } = await remove({ input: { sellerId: shop.id, userId: person.id } })
    const refused = refusalOf(data?.removeShopMember, t('failed'))
    if (refused) return setProblem(refused)
    toast(t('removed', names))
    onClose()
  }
  return (
    <ConfirmDialog
      title={t('removeTitle', names)}
      action={t('remove')}
      isBusy={fetching}
      problem={problem}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{t('removeText')}</p>
    </ConfirmDialog>
  )
}

const Leave = ({
  shop,
  onLeft,
  onClose,
}: {
  shop: ShopPeopleFieldsFragment
  onLeft: () => void
  onClose: () => void
}) => {
  const t = useTranslations('shops')
  const [problem, setProblem] = useState<string>()
  const [{ fetching }, leave] = useLeaveShopMutation()
  const name = { shop: isolated(shop.shopName) }
  const confirm = async () => {
    const { data } = await leave({ input: { sellerId: shop.id } })
    const refused = refusalOf(data?.leaveShop, t('failed'))
    if (refused) return setProblem(refused)
    toast(t('left', name))
    onClose()
    onLeft()
  }
  return (
    <ConfirmDialog
      title={t('leaveTitle', name)}
      action={t('leave')}
      isBusy={fetching}
      problem={problem}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{t('leaveText')}</p>
    </ConfirmDialog>
  )
}
