import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { noteDenial } from '../platform/requestScope.ts'
import { canInspectDeliveries } from './policy.ts'
import { listStoredMails, type StoredMail } from './storedMails.ts'

const StoredMailRef = builder.objectRef<StoredMail>('StoredMail').implement({
  description: 'A mail that was stored because the desk has no mail server.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Identifies the mail.' }),
    to: t.exposeString('to', { description: 'The recipient’s address.' }),
    subject: t.exposeString('subject', { description: 'The subject.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was stored.' }),
    text: t.exposeString('text', { description: 'The plain text.' }),
    html: t.exposeString('html', { nullable: true, description: 'The HTML.' }),
  }),
})

builder.queryField('storedMails', (t) =>
  t.field({
    type: [StoredMailRef],
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'The newest 50 mails that were stored instead of sent, because the desk has no mail server. Admins only: null for everyone else.',
    resolve: (_root, _args, context) => {
      if (canInspectDeliveries(signedIn(context))) return listStoredMails(context.services.mailFolder)
      noteDenial('FORBIDDEN')
      return null
    },
  }),
)
