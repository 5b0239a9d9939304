import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import {
  useAnswerEvidenceMutation,
  useAppealCaseMutation,
  useDecideCaseMutation,
  useEscalateMutation,
  useRequestEvidenceMutation,
  type DisputedTicketFragment,
} from './cases.generated.ts'

type Step = 'escalate' | 'requestEvidence' | 'answerEvidence' | 'decideCase' | 'appealCase'
type Payload = { errors: readonly { message: string }[] } | undefined

/** The names that the sentences about a dispute use. */
export const useDisputeNames = ({ requester, seller, viewerSide }: DisputedTicketFragment) => {
  const t = useTranslations('cases')
  const { desk } = useViewer()
  const names = {
    desk: isolated(desk.name),
    requester: isolated(requester.name),
    shop: seller ? isolated(seller.shopName) : t('theShop'),
  }
  return { ...names, other: t(`otherSide.${viewerSide}`, names) }
}

/** The steps of a dispute; each resolves to whether it was done, and says so. */
export const useDispute = (ticket: DisputedTicketFragment) => {
  const t = useTranslations('cases')
  const { desk } = useDisputeNames(ticket)
  const [escalating, escalate] = useEscalateMutation()
  const [requesting, request] = useRequestEvidenceMutation()
  const [answering, answer] = useAnswerEvidenceMutation()
  const [deciding, decide] = useDecideCaseMutation()
  const [appealing, appeal] = useAppealCaseMutation()
  const ticketId = ticket.id

  const done = (step: Step, payload: Payload): boolean => {
    if (toastRefusal(payload as never, t('failed'))) return false
    toast(t(`done.${step}`, { desk }))
    return true
  }
  return {
    isBusy: [escalating, requesting, answering, deciding, appealing].some(({ fetching }) => fetching),
    escalate: async (reason: string | null) =>
      done('escalate', (await escalate({ input: { ticketId, reason } })).data?.escalate),
    requestEvidence: async (input: { from: 'REQUESTER' | 'SHOP'; text: string; dueAt: string }) =>
      done('requestEvidence', (await request({ input: { ticketId, ...input } })).data?.requestEvidence),
    answerEvidence: async (requestId: string) =>
      done('answerEvidence', (await answer({ input: { requestId } })).data?.answerEvidence),
    decideCase: async (input: { outcome: Outcome; reason: string }) =>
      done('decideCase', (await decide({ input: { ticketId, ...input } })).data?.decideCase),
    appealCase: async (reason: string) =>
      done('appealCase', (await appeal({ input: { ticketId, reason } })).data?.appealCase),
  }
}

/** How a dispute can be decided. */
export type Outcome = NonNullable<NonNullable<DisputedTicketFragment['case']>['outcome']>
export const OUTCOMES = ['FOR_REQUESTER', 'FOR_SHOP', 'COMPROMISE', 'DISMISSED'] as const satisfies Outcome[]
