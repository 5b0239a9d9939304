/** The rules by which fields are visible, and what each gives to whom: `rules.ts` says which field follows which. */

/** The result for a person: a value, null, a missing parent (the containing object is null), or an error with this code. */
export type Outcome = 'value' | 'null' | 'hidden' | 'any' | (string & {})

type Relation = 'owner' | 'joined' | 'stranger' | 'revoked'

/** The result for each relation; one with a role takes precedence. */
export type Rule = Record<'anonymous' | Relation | 'staff', Outcome> &
  Partial<Record<`${'buyer' | 'seller'} ${Relation}` | 'agent' | 'admin', Outcome>>

const UNAUTHENTICATED = 'UNAUTHENTICATED'
const outside = { anonymous: UNAUTHENTICATED, stranger: 'hidden', revoked: 'hidden' }
const refused = { anonymous: UNAUTHENTICATED, stranger: 'NOT_FOUND', revoked: 'NOT_FOUND' }
const everyone = (outcome: Outcome) => ({
  owner: outcome,
  joined: outcome,
  stranger: outcome,
  revoked: outcome,
  staff: outcome,
})

const noBuyers = {
  'buyer owner': 'BAD_USER_INPUT',
  'buyer joined': 'BAD_USER_INPUT',
  'buyer stranger': 'BAD_USER_INPUT',
  'buyer revoked': 'BAD_USER_INPUT',
}

/** The rules by name. `…OrNull` is for values that may be missing for everyone. */
export const RULES = {
  public: { anonymous: 'value', ...everyone('value') },
  publicOrNull: { anonymous: 'any', ...everyone('any') },
  nullWhenSignedOut: { anonymous: 'null', ...everyone('value') },
  signedIn: { anonymous: UNAUTHENTICATED, ...everyone('value') },
  nobodyFindsOne: { anonymous: UNAUTHENTICATED, ...everyone('NOT_FOUND') },
  notConfigured: { anonymous: UNAUTHENTICATED, ...everyone('CONFLICT') },
  signedInOrNull: { anonymous: UNAUTHENTICATED, ...everyone('any') },
  participants: { ...outside, owner: 'value', joined: 'value', staff: 'value' },
  participantsOrNull: { ...outside, owner: 'any', joined: 'any', staff: 'any' },
  participantsElseNull: {
    anonymous: UNAUTHENTICATED,
    owner: 'value',
    joined: 'value',
    stranger: 'null',
    revoked: 'null',
    staff: 'value',
  },
  ratingReaders: { ...outside, owner: 'value', joined: 'hidden', staff: 'value' },
  ratingReadersOrNull: { ...outside, owner: 'any', joined: 'null', staff: 'any' },
  staffsOwnEntries: { ...outside, owner: 'hidden', joined: 'hidden', staff: 'value' },
  staffsOwnEntriesOrNull: { ...outside, owner: 'hidden', joined: 'hidden', staff: 'any' },
  staff: { ...outside, owner: 'null', joined: 'null', staff: 'value' },
  staffElseOutside: { ...outside, owner: 'hidden', joined: 'hidden', staff: 'value' },
  self: { ...outside, owner: 'value', joined: 'null', staff: 'null' },
  viewersOwn: { anonymous: 'hidden', ...everyone('value') },
  viewersOwnOrNull: { anonymous: 'hidden', ...everyone('any') },
  selfAndStaff: { ...outside, owner: 'value', joined: 'null', staff: 'value' },
  ownersCircle: {
    anonymous: UNAUTHENTICATED,
    'buyer owner': 'NOT_FOUND',
    owner: 'value',
    joined: 'value',
    stranger: 'NOT_FOUND',
    revoked: 'NOT_FOUND',
    staff: 'value',
  },
  participantsElseNotFound: { ...refused, owner: 'value', joined: 'value', staff: 'value' },
  participantsMayStart: { ...refused, owner: 'value', joined: 'value', staff: 'value' },
  participantsElseNotFoundOrNull: { ...refused, owner: 'any', joined: 'any', staff: 'any' },
  participantsAlone: { ...refused, owner: 'value', joined: 'value', staff: 'FORBIDDEN' },
  staffTooEarly: { ...refused, owner: 'FORBIDDEN', joined: 'FORBIDDEN', staff: 'CONFLICT' },
  requesterTooEarly: { ...refused, owner: 'CONFLICT', joined: 'FORBIDDEN', staff: 'FORBIDDEN' },
  // The ticket of the buyer is about a shop, that of the seller is not.
  disputed: { ...refused, owner: 'CONFLICT', joined: 'CONFLICT', 'seller owner': 'FORBIDDEN', staff: 'FORBIDDEN' },
  bothSidesTooLate: { ...refused, owner: 'CONFLICT', joined: 'CONFLICT', staff: 'FORBIDDEN' },
  requesterAndStaff: { ...refused, owner: 'value', joined: 'FORBIDDEN', staff: 'value' },
  sellerAndStaff: { ...refused, 'buyer owner': 'FORBIDDEN', owner: 'value', joined: 'FORBIDDEN', staff: 'value' },
  staffElseForbidden: { ...refused, owner: 'FORBIDDEN', joined: 'FORBIDDEN', staff: 'value' },
  firstOfStaff: { ...refused, owner: 'FORBIDDEN', joined: 'FORBIDDEN', staff: 'value', admin: 'CONFLICT' },
  admins: { ...refused, owner: 'FORBIDDEN', joined: 'FORBIDDEN', staff: 'value', agent: 'FORBIDDEN' },
  staffAlone: { anonymous: UNAUTHENTICATED, ...everyone('FORBIDDEN'), staff: 'value' },
  staffElseHidden: { anonymous: UNAUTHENTICATED, ...everyone('hidden'), staff: 'value' },
  adminsAlone: { anonymous: UNAUTHENTICATED, ...everyone('FORBIDDEN'), staff: 'value', agent: 'FORBIDDEN' },
  adminsOnly: { anonymous: UNAUTHENTICATED, ...everyone('BAD_USER_INPUT'), staff: 'value', agent: 'BAD_USER_INPUT' },
  adminsOnlyOrNull: {
    anonymous: UNAUTHENTICATED,
    ...everyone('BAD_USER_INPUT'),
    staff: 'any',
    agent: 'BAD_USER_INPUT',
  },
  adminsFindNone: { anonymous: UNAUTHENTICATED, ...everyone('FORBIDDEN'), staff: 'NOT_FOUND', agent: 'FORBIDDEN' },
  adminsElseNull: { anonymous: UNAUTHENTICATED, ...everyone('null'), staff: 'value', agent: 'null' },
  adminsOrNull: { ...outside, owner: 'null', joined: 'null', staff: 'any', agent: 'null' },
  staffOrNull: { ...outside, owner: 'null', joined: 'null', staff: 'any' },
  signedInStaffElseNull: { anonymous: UNAUTHENTICATED, ...everyone('null'), staff: 'value' },
  requestersAlone: { anonymous: UNAUTHENTICATED, ...everyone('value'), staff: 'FORBIDDEN' },
  nobodyElse: { ...refused, owner: 'FORBIDDEN', joined: 'FORBIDDEN', staff: 'FORBIDDEN' },
  whoJoined: { ...refused, owner: 'FORBIDDEN', joined: 'value', revoked: 'value', staff: 'FORBIDDEN' },
  sharersAlone: { ...refused, owner: 'FORBIDDEN', joined: 'FORBIDDEN', staff: 'FORBIDDEN' },
  author: { ...refused, owner: 'value', joined: 'FORBIDDEN', staff: 'FORBIDDEN' },
  authorAndAdmins: { ...refused, owner: 'value', joined: 'FORBIDDEN', staff: 'value', agent: 'FORBIDDEN' },
  ownerElseNotFound: { ...refused, owner: 'value', joined: 'NOT_FOUND', staff: 'NOT_FOUND' },
  adminsElseHidden: { anonymous: UNAUTHENTICATED, ...everyone('hidden'), staff: 'value', agent: 'hidden' },
  adminsElseHiddenOrNull: { anonymous: UNAUTHENTICATED, ...everyone('hidden'), staff: 'any', agent: 'hidden' },
  staffElseBadInput: { anonymous: UNAUTHENTICATED, ...everyone('BAD_USER_INPUT'), staff: 'value' },
  staffFindNone: { anonymous: UNAUTHENTICATED, ...everyone('FORBIDDEN'), staff: 'NOT_FOUND' },
  staffElseHiddenOrNull: { anonymous: UNAUTHENTICATED, ...everyone('hidden'), staff: 'any' },
  staffElseNotFound: { anonymous: UNAUTHENTICATED, ...everyone('NOT_FOUND'), staff: 'value' },
  staffTooLate: { anonymous: UNAUTHENTICATED, ...everyone('FORBIDDEN'), staff: 'CONFLICT' },
  sellersAndStaff: { anonymous: UNAUTHENTICATED, ...everyone('value'), ...noBuyers },
  sellersAndStaffOrNull: { anonymous: UNAUTHENTICATED, ...everyone('any'), ...noBuyers },
  staffElseNullToSellers: { anonymous: UNAUTHENTICATED, ...everyone('null'), ...noBuyers, staff: 'value' },
  staffElseHiddenToSellers: { anonymous: UNAUTHENTICATED, ...everyone('hidden'), ...noBuyers, staff: 'value' },
  staffElseHiddenToSellersOrNull: { anonymous: UNAUTHENTICATED, ...everyone('hidden'), ...noBuyers, staff: 'any' },
  shopManagers: {
    anonymous: UNAUTHENTICATED,
    ...everyone('FORBIDDEN'),
    'seller owner': 'value',
    staff: 'value',
    agent: 'FORBIDDEN',
  },
  shopManagersFindNone: {
    anonymous: UNAUTHENTICATED,
    ...everyone('FORBIDDEN'),
    'seller owner': 'NOT_FOUND',
    staff: 'NOT_FOUND',
    agent: 'FORBIDDEN',
  },
  shopManagersElseHidden: {
    anonymous: UNAUTHENTICATED,
    ...everyone('hidden'),
    'seller owner': 'value',
    staff: 'value',
    agent: 'hidden',
  },
  shopManagersElseNull: {
    anonymous: UNAUTHENTICATED,
    ...everyone('null'),
    'seller owner': 'value',
    staff: 'value',
    agent: 'null',
  },
  shopMembersElseNull: { anonymous: UNAUTHENTICATED, ...everyone('null'), staff: 'value', agent: 'null' },
  ownersStay: { anonymous: UNAUTHENTICATED, ...everyone('NOT_FOUND'), 'seller owner': 'FORBIDDEN' },
  sellersFindNone: {
    anonymous: UNAUTHENTICATED,
    ...everyone('NOT_FOUND'),
    ...{
      'buyer owner': 'FORBIDDEN',
      'buyer joined': 'FORBIDDEN',
      'buyer stranger': 'FORBIDDEN',
      'buyer revoked': 'FORBIDDEN',
    },
    staff: 'FORBIDDEN',
  },
  shopAndStaffFindNone: {
    ...refused,
    owner: 'FORBIDDEN',
    joined: 'FORBIDDEN',
    'seller owner': 'VALIDATION',
    staff: 'VALIDATION',
  },
  staffMatchNone: { anonymous: UNAUTHENTICATED, ...everyone('FORBIDDEN'), staff: 'VALIDATION' },
} satisfies Record<string, Rule>

/** The result for a person according to a rule. */
export function expectedFor(rule: Rule, who: string): Outcome {
  const [role, relation = ''] = who.split(' ')
  if (role === 'agent' || role === 'admin') return rule[role] ?? rule.staff
  return rule[who as keyof Rule] ?? rule[relation as keyof Rule] ?? rule.anonymous
}
