import { randomUUID } from 'node:crypto'
import { PASSWORD, storedSession, type Person } from './people.ts'

export type Ticket = { id: string; number: string; subject: string }

/** A person's API client, to set up data without clicking and to read what is stored. */
export class Api {
  private constructor(
    readonly url: string,
    readonly cookie: string,
  ) {}

  /**
   * With the session that global set-up stored. Only for people that the test took (`takePerson`), which are not
   * shared.
   */
  static stored(person: Person): Api {
    return new Api(process.env.E2E_URL!, storedSession(person))
  }

  /**
   * With a new session, by password: for demo people, people of another desk, and a second session of the same person.
   */
  static async signIn({ email }: Pick<Person, 'email'>, url = process.env.E2E_URL!): Promise<Api> {
    const response = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD }),
    })
    if (!response.ok) throw new Error(`${email} could not sign in: ${response.status} ${await response.text()}`)
    return new Api(
      url,
      response.headers
        .getSetCookie()
        .map((line) => line.split(';')[0]!)
        .join('; '),
    )
  }

  async ask<T = any>(query: string, variables: object = {}): Promise<T> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.cookie },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] }
    if (errors) throw new Error(errors.map(({ message }) => message).join('\n'))
    return data
  }

  async createTicket(subject: string, body = 'Hello, can you help?', more: object = {}): Promise<Ticket> {
    const { createTicket } = await this.ask(
      `mutation($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id number subject } errors { message } } }`,
      { input: { subject, body, clientId: randomUUID(), ...more } },
    )
    if (!createTicket.ticket) throw new Error(JSON.stringify(createTicket.errors))
    return createTicket.ticket
  }

  async reply(ticketId: string, body: string, audience = 'PARTICIPANTS'): Promise<void> {
    const { reply } = await this.ask(`mutation($input: ReplyInput!) { reply(input: $input) { errors { message } } }`, {
      input: { ticketId, body, audience, clientId: randomUUID() },
    })
    if (reply.errors.length > 0) throw new Error(JSON.stringify(reply.errors))
  }

  /** Changes a ticket: `change('setStatus', { ticketId, status: 'CLOSED' })`. */
  async change(mutation: string, input: object): Promise<void> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
    const data = await this.ask(`mutation($input: ${type}!) { ${mutation}(input: $input) { errors { message } } }`, {
      input,
    })
    if (data[mutation].errors.length > 0) throw new Error(JSON.stringify(data[mutation].errors))
  }

  /** The texts of a ticket's conversation, in order, as visible to this person. */
  async texts(number: string): Promise<string[]> {
    const { ticket } = await this.ask(
      `query($number: String!) { ticket(number: $number) { timeline(last: 100) { edges { node {
         ... on MessageEntry { message { body } } } } } } }`,
      { number },
    )
    return ticket.timeline.edges.flatMap(({ node }: any) => (node.message ? [node.message.body] : []))
  }

  /** The same with the authors. */
  async authors(number: string): Promise<[string, string | null][]> {
    const { ticket } = await this.ask(
      `query($number: String!) { ticket(number: $number) { timeline(last: 100) { edges { node {
         ... on MessageEntry { message { body author { name } } } } } } } }`,
      { number },
    )
    return ticket.timeline.edges.flatMap(({ node }: any) =>
      node.message ? [[node.message.body, node.message.author?.name ?? null]] : [],
    )
  }
}
