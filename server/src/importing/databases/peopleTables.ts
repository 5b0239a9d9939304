import { tableSpec, type Translation } from './tableSpec.ts'
import { roleIn } from './vocabulary.ts'

const NAME_KEYS = ['full_name', 'name', 'display_name', 'user_name', 'preferred_username']
const ID = ['id', 'uuid']
const CREATED = ['created_at', 'inserted_at', 'created']
const NAME = ['full_name', 'display_name', 'name', 'username', 'user_name']
const ROLE = ['role', 'user_type', 'user_role', 'type', 'account_type']
const META = ['raw_user_meta_data', 'user_metadata', 'metadata']

/** Columns of accounts that say nothing about conversations, such as passwords and tokens. */
const ACCOUNT =
  `instance_id aud encrypted_password email_confirmed_at invited_at confirmation_token confirmation_sent_at recovery_token
  recovery_sent_at email_change_token_new email_change email_change_sent_at last_sign_in_at raw_app_meta_data is_super_admin updated_at phone
  phone_confirmed_at phone_change phone_change_token phone_change_sent_at confirmed_at email_change_token_current email_change_confirm_status
  banned_until reauthentication_token reauthentication_sent_at is_sso_user deleted_at is_anonymous avatar_url`.split(
    /\s+/,
  )

/** The accounts, and what else is known about people. Their names are in either of the tables. */
export const users = tableSpec({
  names: [
    'users',
    'profiles',
    'user_profiles',
    'accounts',
    'customers',
    'buyers',
    'students',
    'counselors',
    'counsellors',
  ],
  columns: {
    id: [...ID, 'user_id'],
    email: ['email', 'email_address', 'mail'],
    name: NAME,
    first: ['first_name', 'firstname', 'given_name'],
    last: ['last_name', 'lastname', 'family_name', 'surname'],
    role: ROLE,
    meta: META,
    createdAt: CREATED,
    unused: ACCOUNT,
  },
  required: ['id'],
  stage(fields, origin, { staging, report, times }) {
    const id = fields.text('id')
    if (id === null) return report.lost(origin, 'has no id')
    const parts = [fields.text('first'), fields.text('last')].filter((part) => part !== null)
    const name = fields.text('name') ?? fields.inJson('meta', NAME_KEYS) ?? (parts.join(' ') || null)
    const role = roleIn(fields.text('role')) ?? roleIn(fields.inJson('meta', ROLE)) ?? impliedRole(origin.table)
    const createdAt = times.parse(fields.text('createdAt'))
    staging.addPerson({ ...origin, id, name, email: fields.text('email'), role, createdAt })
  },
})

function impliedRole(table: string): 'agent' | null {
  return table.startsWith('counsel') ? 'agent' : null
}

/** The shops of sellers. */
export const sellers = tableSpec({
  names: ['sellers', 'seller_profiles', 'shops', 'stores', 'vendors'],
  columns: {
    id: ID,
    ownerId: ['user_id', 'owner_id', 'profile_id', 'seller_user_id'],
    name: ['store_name', 'shop_name', 'business_name', 'company_name', 'name', 'full_name', 'display_name'],
    email: ['email', 'contact_email'],
    createdAt: CREATED,
    unused: ['status', 'updated_at'],
  },
  required: ['id'],
  stage(fields, origin, { staging, report, times }: Translation) {
    const id = fields.text('id')
    if (id === null) return report.lost(origin, 'has no id')
    const createdAt = times.parse(fields.text('createdAt'))
    const name = fields.text('name')
    const email = fields.text('email')
    // A shop without an account, but with an address of its own, belongs to whoever has that address.
    const ownerId = fields.text('ownerId') ?? (email === null ? null : `shop owner ${id}`)
    if (ownerId !== null) {
      const person = { ...origin, id: ownerId, name: null, email: null, role: 'seller', createdAt } as const
      const isOwn = fields.text('ownerId') === null
      staging.addPerson(isOwn ? { ...person, name, email } : person)
    }
    if (staging.shops.has(id)) return report.lost(origin, 'has the same id as an earlier shop')
    staging.shops.set(id, { ...origin, id, name, ownerId, createdAt })
  },
})
