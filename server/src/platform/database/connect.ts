import pg from 'pg'

/** Opens a single connection; the caller ends it. If the backend dies, the next query fails, not the process. */
export async function connect(url: string, applicationName: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  // Without a listener, an 'error' event of an idle client would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
  return client
}

/** Runs `work` with one connection, and closes it in any case. */
export async function withClient<T>(
  url: string,
  applicationName: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await connect(url, applicationName)
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** The same URL with another user and password. */
export function urlAs(url: string, user: string, password: string): string {
  const changed = new URL(url)
  changed.username = encodeURIComponent(user)
  changed.password = encodeURIComponent(password)
  return changed.href
}
