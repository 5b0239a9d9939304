import { useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { limitMessage } from '../graphql/errors.ts'
import { isVisible } from '../lib/visible.ts'
import { toast } from '../ui/toasts.tsx'
import { useRequestChatMutation, useShopTicketsQuery } from './requests.generated.ts'

/** The choice of a ticket by its number. */
export const OTHER = 'other'

/** The values and errors of the request form, and how it is sent. */
export const useRequestForm = () => {
  const t = useTranslations('requests')
  const [what, setWhat] = useState<'live' | 'join'>('live')
  const [ticket, setTicket] = useState<string>()
  const [number, setNumber] = useState('')
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [{ data }] = useShopTicketsQuery({ requestPolicy: 'cache-and-network' })
  const [{ fetching: isSending }, send] = useRequestChatMutation()
  const known = data?.shopTickets ?? []
  const chosen = ticket ?? known[0]?.ticketId ?? OTHER
  const byNumber = what === 'join' && chosen === OTHER

  const submit = async () => {
    const missing = {
      ...(byNumber && !number.trim() && { ticketNumber: t('numberMissing') }),
      ...(!isVisible(reason) && { reason: t('reasonMissing') }),
    }
    setErrors(missing)
    if (Object.keys(missing).length > 0) return
    const about = what === 'live' ? {} : byNumber ? { ticketNumber: number.trim() } : { ticketId: chosen }
    const { data: answer, error } = await send({ input: { reason: reason.trim(), ...about } })
    const problems = answer?.requestChat.errors ?? [{ path: null, message: limitMessage(error) ?? t('changeFailed') }]
    setErrors(Object.fromEntries(problems.map(({ path, message }) => [path?.at(-1) ?? 'general', message])))
    if (problems.length > 0) return
    setReason('')
    setNumber('')
    toast(t('asked'))
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  const general = errors['general'] ?? (chosen === OTHER ? undefined : errors['ticketId'])
  const set = { setWhat, setTicket, setNumber, setReason }
  return { what, known, chosen, number, reason, errors, general, isSending, onSubmit, ...set }
}
