import { expect, jest, test } from '@jest/globals'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { fromValue } from 'wonka'
import { buyer, renderIn, silentClient, type TestClient } from '../../test/render.tsx'
import { ShopPeople } from './ShopPeople.tsx'
import type { ShopPeopleFieldsFragment } from './shops.generated.ts'

const olga = { id: 'u1', name: 'Olga Owner', isErased: false, role: 'SELLER' as const, avatarUrl: null }
const tom = { id: 'u5', name: 'Tom Member', isErased: false, role: 'SELLER' as const, avatarUrl: null }
const shop: ShopPeopleFieldsFragment = {
  id: 's1',
  shopName: 'Nordlicht Audio',
  isErased: false,
  isClosed: false,
  viewerCanManageMembers: true,
  owner: olga,
  members: [olga, tom],
  invitations: [
    { id: 'i1', email: 'new@example.com', invitedAt: '2026-11-20T10:00:00Z', expiresAt: '2036-11-27T10:00:00Z' },
  ],
}

const setUp = (shown: ShopPeopleFieldsFragment, viewerId: string) => {
  const asked: unknown[] = []
  const onChanged = jest.fn()
  const payload = {
    invitation: { id: 'i2', email: 'x@example.com' },
    link: '/join-shop?token=t',
    mailing: false,
    errors: [],
  }
  const done = { seller: shown, invitation: { id: 'i1' }, errors: [] }
  const executeMutation = ({ variables }: { variables: { input: unknown } }) => {
    asked.push(variables.input)
    const data = { inviteShopMember: payload, removeShopMember: done, leaveShop: done, cancelShopInvitation: done }
    return fromValue({ data, stale: false, hasNext: false })
  }
  const client = { ...silentClient, executeMutation } as unknown as TestClient
  const viewer = { ...buyer, id: viewerId, role: 'SELLER' as const }
  renderIn(<ShopPeople shop={shown} onChanged={onChanged} />, { viewer, client })
  return { asked, onChanged, user: userEvent.setup() }
}

test('the owner removes a member after a question, and cannot be removed', async () => {
  const { asked, user } = setUp(shop, 'u1')
  expect(screen.queryByRole('button', { name: 'Remove Olga Owner' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Remove Tom Member' }))
  const dialog = await screen.findByRole('dialog', { name: 'Remove Tom Member from Nordlicht Audio?' })
  expect(asked).toEqual([])
  await user.click(within(dialog).getByRole('button', { name: 'Remove' }))
  expect(asked).toEqual([{ sellerId: 's1', userId: 'u5' }])
})

test('invites by email, shows the link once if no mail was sent, and cancels an invitation', async () => {
  const { asked, onChanged, user } = setUp(shop, 'u1')
  await user.type(screen.getByRole('textbox', { name: 'Invite by email' }), 'x@example.com')
  await user.click(screen.getByRole('button', { name: 'Invite' }))
  expect((await screen.findByText(/join-shop/)).textContent).toBe('http://localhost/join-shop?token=t')
  await user.click(screen.getByRole('button', { name: 'Cancel invitation of new@example.com' }))
  expect(asked).toEqual([{ sellerId: 's1', email: 'x@example.com' }, { invitationId: 'i1' }])
  expect(onChanged).toHaveBeenCalledTimes(2)
})

test('a member sees the people, manages nothing, and can leave', async () => {
  const { asked, user } = setUp({ ...shop, viewerCanManageMembers: false, invitations: [] }, 'u5')
  expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull()
  expect(screen.queryByRole('textbox')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Leave shop' }))
  const dialog = await screen.findByRole('dialog', { name: 'Leave Nordlicht Audio?' })
  await user.click(within(dialog).getByRole('button', { name: 'Leave shop' }))
  expect(asked).toEqual([{ sellerId: 's1' }])
})
