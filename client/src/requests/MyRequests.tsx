import { useTranslations } from 'use-intl'
import { fullTime, rowTime } from '../lib/time.ts'
import { useChangeSearch } from '../views/useTicketSearch.ts'
import { Button } from '../ui/Button.tsx'
import { toastRefusal } from '../ui/toasts.tsx'
import { requestDialog } from './requestDialog.ts'
import { RequestState } from './labels.tsx'
import {
  useCancelChatRequestMutation,
  useChatRequestsQuery,
  type ChatRequestRowFragment,
} from './requests.generated.ts'

const SHOWN = 10

/** The viewer's recent requests and their status. */
export const MyRequests = () => {
  const t = useTranslations('requests')
  const [{ data }] = useChatRequestsQuery({
    variables: { status: null, ticketId: null, newestFirst: true, first: SHOWN, after: null },
    requestPolicy: 'cache-and-network',
  })
  const requests = data?.chatRequests.edges.map(({ node }) => node) ?? []
  if (requests.length === 0) return null
  return (
    <section className="flex flex-col border-t border-line pt-4">
      <h3 className="text-sm font-medium">{t('mine')}</h3>
      <ul>
        {requests.map((request) => (
          <Mine key={request.id} request={request} />
        ))}
      </ul>
    </section>
  )
}

const Mine = ({ request }: { request: ChatRequestRowFragment }) => {
  const t = useTranslations('requests')
  const change = useChangeSearch()
  const [{ fetching }, cancel] = useCancelChatRequestMutation()
  const { id, isLiveChat, ticket, ticketNumber, reason, note, createdAt, viewerCanCancel } = request
  const takeBack = async () => {
    const { data } = await cancel({ input: { requestId: id } })
    toastRefusal(data?.cancelChatRequest, t('changeFailed'))
  }
  const open = (number: string) => {
    requestDialog.close()
    change({ ticket: number, message: undefined })
  }
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 last:border-b-0">
      <span className="min-w-0 flex-1 basis-48">
        <span className="block truncate">{isLiveChat ? t('liveChat') : ticketNumber}</span>
        <span className="block truncate text-sm text-muted">{reason}</span>
        {note && <span className="block text-sm wrap-anywhere">{note}</span>}
      </span>
      <time dateTime={createdAt} title={fullTime(createdAt)} className="text-sm text-subtle">
        {rowTime(createdAt)}
      </time>
      <RequestState request={request} />
      {viewerCanCancel && (
        <Button size="sm" isDisabled={fetching} onPress={() => void takeBack()}>
          {t('takeBack')}
        </Button>
      )}
      {ticket && (
        <Button size="sm" onPress={() => open(ticket.number)}>
          {t('open', { number: ticket.number })}
        </Button>
      )}
    </li>
  )
}
