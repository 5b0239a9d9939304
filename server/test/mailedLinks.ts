import { eventually } from './eventually.ts'
import type { MailRecorder } from './mailRecorder.ts'

/** The token of the link in the newest mail to this address, once it has arrived after the first `after` mails. */
export async function mailedToken(mails: MailRecorder, email: string, after = 0): Promise<string> {
  const link = () => {
    const mail = mails.received.slice(after).findLast(({ to }) => [to].flat()[0]?.text === email)
    return mail?.text?.match(/#token=([\w-]{43})/)?.[1]
  }
  return (await eventually(`a mail to ${email}`, link))!
}
