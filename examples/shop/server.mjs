// A shop whose only customer is signed in, with a button that hands her over to Parley (docs/identity.md). It needs Node alone:
//   HANDOVER_KEY='a secret of at least 32 bytes' node examples/shop/server.mjs
import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'

const {
  HANDOVER_KEY,
  PARLEY_URL = 'http://localhost:4000',
  ISSUER = 'https://shop.example',
  PORT = '3000',
} = process.env
if (!HANDOVER_KEY)
  throw new Error('Set HANDOVER_KEY to a secret of at least 32 bytes, the same as in HANDOVER_ISSUERS of Parley.')

/** The customer. In a real shop: the account of the request's session. */
const customer = { id: 'customer-1', email: 'ada@shop.example', emailVerified: true, name: 'Ada Lovelace' }

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token that identifies a customer to Parley for a minute, and once. */
function handoverToken({ id, email, emailVerified, name }) {
  const header = { alg: 'HS256', typ: 'JWT' }
  const person = { sub: id, email, email_verified: emailVerified, name, role: 'buyer' }
  const exp = Math.floor(Date.now() / 1000) + 60
  const claims = { iss: ISSUER, aud: 'parley', jti: randomUUID(), exp, ...person }
  const signed = `${encode(header)}.${encode(claims)}`
  return `${signed}.${createHmac('sha256', HANDOVER_KEY).update(signed).digest('base64url')}`
}

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Lamp Studio</title>
    <link rel="icon" href="data:,">
    <style>
      :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
      body { max-width: 40rem; margin: 4rem auto; padding: 0 1rem }
      a { display: inline-block; padding: .5rem 1rem; border-radius: .5rem; background: #1d4ed8; color: white; text-decoration: none }
    </style>
  </head>
  <body>
    <h1>Lamp Studio</h1>
    <p>You’re signed in as ${customer.name}.</p>
    <p><a href="/support">Support</a></p>
  </body>
</html>`

const server = createServer((req, res) => {
  const { pathname } = new URL(req.url ?? '/', 'http://shop')
  if (pathname === '/') return res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE)
  if (pathname !== '/support') return res.writeHead(404).end()
  // Made at the click, never in advance: a link in a page would expire there, and could be copied.
  const query = new URLSearchParams({ token: handoverToken(customer), to: '/dashboard/chat' })
  const headers = {
    location: `${PARLEY_URL}/enter?${query}`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  }
  res.writeHead(303, headers).end()
})

server.listen(Number(PORT), '127.0.0.1', () => {
  process.stdout.write(`The shop runs on http://localhost:${server.address().port}\n`)
})
