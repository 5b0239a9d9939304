/** What the matrix asks about shops (docs/shops.md): rules.ts, operations.ts and routes.ts include it. */
import { entry, query, type Route, route } from './routeShapes.ts'

/** The rule of each field, by type. */
export const SHOP_FIELDS = {
  Query: { publicOrNull: 'shopInvitation', signedIn: 'viewerShops' },
  Mutation: {
    shopManagers: 'inviteShopMember',
    nobodyFindsOne: 'cancelShopInvitation',
    shopManagersFindNone: 'removeShopMember',
    ownersStay: 'leaveShop',
    sellersFindNone: 'acceptShopInvitation',
    adminsFindNone: 'closeShop',
    adminsAlone: 'reopenShop',
    staffElseForbidden: 'askShopIn',
    shopAndStaffFindNone: 'assignInShop',
  },
  Seller: { signedIn: 'members isClosed viewerCanManageMembers invitations' },
  ShopInvitation: { shopManagersElseHidden: 'id email invitedAt expiresAt' },
  ShopInvitationPreview: { public: 'shopName invitedBy email needsAccount' },
  ShopPayload: { shopMembersElseNull: 'seller', signedIn: 'errors' },
  ShopInvitationPayload: { shopManagersElseNull: 'invitation link', signedIn: 'mailing errors' },
  ShopAskedInEntry: { participants: 'id seq at audience actor seller withHistory' },
  ShopAssignmentEntry: { participants: 'id seq at audience actor', participantsOrNull: 'person' },
} as const

/** The operation of each root field. */
export const SHOP_OPERATIONS: Record<string, string> = {
  viewerShops: `query { viewerShops { shopName } }`,
  shopInvitation: `query { shopInvitation(token: "nothing") { email } }`,
  inviteShopMember: `mutation ($shop: ID!, $invited: String!) { inviteShopMember(input: { sellerId: $shop, email: $invited }) { link errors { code } } }`,
  cancelShopInvitation: `mutation { cancelShopInvitation(input: { invitationId: "nothing" }) { errors { code } } }`,
  removeShopMember: `mutation ($shop: ID!) { removeShopMember(input: { sellerId: $shop, userId: "nothing" }) { errors { code } } }`,
  leaveShop: `mutation ($shop: ID!) { leaveShop(input: { sellerId: $shop }) { errors { code } } }`,
  acceptShopInvitation: `mutation { acceptShopInvitation(input: { token: "nothing" }) { errors { code } } }`,
  closeShop: `mutation { closeShop(input: { sellerId: "nothing" }) { errors { code } } }`,
  reopenShop: `mutation ($shop: ID!) { reopenShop(input: { sellerId: $shop }) { errors { code } } }`,
  askShopIn: `mutation ($spare: ID!) { askShopIn(input: { ticketId: $spare }) { errors { code } } }`,
  assignInShop: `mutation ($spare: ID!) { assignInShop(input: { ticketId: $spare, userId: "nothing" }) { errors { code } } }`,
}

/** The token of an open invitation of each world. */
export const SHOP_TOKEN = 'the-token-of-an-invitation-to-a-shop'

/** The routes to each type. */
export const SHOP_ROUTES: Record<string, Route[]> = {
  ShopInvitation: [
    route('query ($shop: ID!) { node(id: $shop) { ... on Seller { invitations { FIELD } } } }', 'node.invitations'),
  ],
  ShopInvitationPreview: [query(`shopInvitation(token: "${SHOP_TOKEN}") { FIELD }`, 'shopInvitation')],
  ShopPayload: [route('mutation ($shop: ID!) { reopenShop(input: { sellerId: $shop }) { FIELD } }', 'reopenShop')],
  ShopInvitationPayload: [
    route(
      'mutation ($shop: ID!, $invited: String!) { inviteShopMember(input: { sellerId: $shop, email: $invited }) { FIELD } }',
      'inviteShopMember',
    ),
  ],
  ShopAskedInEntry: [entry('ShopAskedInEntry')],
  ShopAssignmentEntry: [entry('ShopAssignmentEntry')],
}
