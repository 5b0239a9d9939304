import type { Actor, TestApp } from './testApp.ts'

/** The inputs that are not named after their mutation. */
const INPUTS: Record<string, string> = {
  claim: 'TicketIdInput',
  unclaim: 'TicketIdInput',
  deleteConversation: 'TicketIdInput',
  disablePerson: 'UserIdInput',
  enablePerson: 'UserIdInput',
  resetSecondFactor: 'UserIdInput',
  requestEmergencyAccess: 'EmergencyAccessInput',
  resendInvitation: 'InvitationIdInput',
  cancelInvitation: 'InvitationIdInput',
  cancelShopInvitation: 'ShopInvitationIdInput',
  leaveShop: 'ShopIdInput',
  closeShop: 'ShopIdInput',
  reopenShop: 'ShopIdInput',
}

/** Runs a mutation with this input, and returns its payload: `errors` and the fields in `more`. */
export async function mutate(app: TestApp, who: Actor, name: string, input: object, more = ''): Promise<any> {
  const type = INPUTS[name] ?? `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  const { data, errors } = await app.gql(
    who,
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${more} errors { code path message } } }`,
    { input },
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return data[name]
}

/** The codes of a payload's errors. */
export const codes = ({ errors }: { errors: { code: string }[] }): string[] => errors.map(({ code }) => code)
