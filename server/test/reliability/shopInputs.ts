/** The inputs of the mutations of shops, for random sequences (sequences.ts). */
export const SHOP_INPUTS = {
  // The ticket is about no shop: what concerns one is rejected and changes nothing.
  askShopIn: ({ ticketId }: { ticketId: string }) => ({ ticketId }),
  assignInShop: ({ ticketId, helperId }: { ticketId: string; helperId: string }) => ({ ticketId, userId: helperId }),
  inviteShopMember: () => ({ sellerId: 'nothing', email: 'somebody@parley.test' }),
  cancelShopInvitation: () => ({ invitationId: 'nothing' }),
  removeShopMember: ({ helperId }: { helperId: string }) => ({ sellerId: 'nothing', userId: helperId }),
  leaveShop: () => ({ sellerId: 'nothing' }),
  acceptShopInvitation: () => ({ token: 'nothing' }),
  closeShop: () => ({ sellerId: 'nothing' }),
  reopenShop: () => ({ sellerId: 'nothing' }),
}
