import { once } from 'node:events'
import net, { type AddressInfo, type Socket } from 'node:net'

/** A mail in the mailbox of the test server. */
interface Stored {
  uid: number
  raw: Buffer
  isSeen: boolean
}

/** A mailbox that supports as much of IMAP4rev1 (RFC 3501) and IDLE (RFC 2177) as a mail reader needs. */
export interface ImapServer {
  url: string
  mails: Stored[]
  /** Adds a mail to the mailbox, and announces it to connected clients. */
  deliver(raw: string): void
  /** Cuts all connections. */
  cut(): void
  close(): Promise<void>
}

/** Starts a server with one user, `desk` with the password `p@ss word`, and one empty mailbox. */
export async function imapServer(): Promise<ImapServer> {
  const mails: Stored[] = []
  const sockets = new Set<Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    serve(socket, mails)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `imap://desk:p%40ss%20word@127.0.0.1:${port}/INBOX`,
    mails,
    deliver: (raw) => {
      mails.push({ uid: mails.length + 1, raw: Buffer.from(raw), isSeen: false })
      for (const socket of sockets) socket.write(`* ${mails.length} EXISTS\r\n`)
    },
    cut: () => sockets.forEach((socket) => socket.destroy()),
    close: async () => {
      sockets.forEach((socket) => socket.destroy())
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function serve(socket: Socket, mails: Stored[]): void {
  let rest = ''
  let idleTag = ''
  socket.write('* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n')
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1')
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end)
      rest = rest.slice(end + 2)
      if (line.toUpperCase() === 'DONE') socket.write(`${idleTag} OK IDLE done\r\n`)
      else {
        const [tag = '', command = ''] = line.split(' ')
        if (command.toUpperCase() === 'IDLE') {
          idleTag = tag
          socket.write('+ idling\r\n')
        } else answer(socket, tag, line.slice(tag.length + 1), mails)
      }
    }
  })
}

function answer(socket: Socket, tag: string, command: string, mails: Stored[]): void {
  const [, uid = '0'] = /^UID (?:FETCH|STORE) (\d+)/i.exec(command) ?? []
  const mail = mails.find((one) => one.uid === Number(uid))
  const done = (status = 'OK') => socket.write(`${tag} ${status} done\r\n`)
  if (/^CAPABILITY/i.test(command)) socket.write('* CAPABILITY IMAP4rev1 IDLE\r\n')
  else if (/^LOGIN/i.test(command) && !command.includes('"p@ss word"')) return void done('NO [AUTHENTICATIONFAILED]')
  else if (/^LIST/i.test(command)) socket.write('* LIST (\\HasNoChildren) "/" "INBOX"\r\n')
  else if (/^SELECT/i.test(command))
    socket.write(
      `* FLAGS (\\Seen)\r\n* ${mails.length} EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT ${mails.length + 1}] ok\r\n`,
    )
  else if (/^UID SEARCH/i.test(command))
    socket.write(`* SEARCH ${mails.flatMap(({ uid: one, isSeen }) => (isSeen ? [] : [one])).join(' ')}\r\n`)
  else if (/^UID FETCH/i.test(command) && mail) fetchMail(socket, command, mail)
  else if (/^UID STORE .*\\Seen/i.test(command) && mail) mail.isSeen = true
  else if (/^LOGOUT/i.test(command)) socket.write('* BYE bye\r\n')
  done()
}

function fetchMail(socket: Socket, command: string, { uid, raw }: Stored): void {
  const facts = `UID ${uid} RFC822.SIZE ${raw.length}`
  const [, section = '', from, length] = /BODY\.PEEK\[(\w*)\](?:<(\d+)\.(\d+)>)?/i.exec(command) ?? []
  if (!/BODY\.PEEK/i.test(command)) return void socket.write(`* ${uid} FETCH (${facts})\r\n`)
  const part = from === undefined ? raw : raw.subarray(Number(from), Number(from) + Number(length))
  socket.write(`* ${uid} FETCH (${facts} BODY[${section}]${from === undefined ? '' : `<${from}>`} {${part.length}}\r\n`)
  socket.write(part)
  socket.write(')\r\n')
}
