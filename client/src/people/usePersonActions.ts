import { useTranslations } from 'use-intl'
import type { Role } from '../lib/roles.ts'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useRoleName } from '../viewer/useViewer.ts'
import {
  useChangeRoleMutation,
  useDisablePersonMutation,
  useEnablePersonMutation,
  useRenamePersonMutation,
  useResetSecondFactorMutation,
  useSetExpertiseMutation,
  type PersonProfileFragment,
} from './people.generated.ts'

type Answer = { errors: { message: string }[]; returnedTickets?: number } | undefined

/** Admin actions on a user; each shows a toast with the result, and returns whether it succeeded. */
export const usePersonActions = ({ id, name }: PersonProfileFragment) => {
  const t = useTranslations('people')
  const roleName = useRoleName()
  const [{ fetching: changing }, changeRole] = useChangeRoleMutation()
  const [{ fetching: disabling }, disable] = useDisablePersonMutation()
  const [{ fetching: resetting }, reset] = useResetSecondFactorMutation()
  const [, enable] = useEnablePersonMutation()
  const [, rename] = useRenamePersonMutation()
  const [, setExpertise] = useSetExpertiseMutation()

  const report = (answer: Answer, done: string | null): boolean => {
    if (toastRefusal(answer, t('failed'))) return false
    const count = answer?.returnedTickets ?? 0
    if (done) toast(count > 0 ? `${done} ${t('returned', { count })}` : done)
    return true
  }
  const userId = id
  return {
    isBusy: changing || disabling || resetting,
    changeRole: async (role: Role) =>
      report(
        (await changeRole({ input: { userId, role } })).data?.changeRole,
        t('roleDone', { name, role: roleName(role) }),
      ),
    disable: async () =>
      report((await disable({ input: { userId } })).data?.disablePerson, t('disabledDone', { name })),
    resetSecondFactor: async () =>
      report((await reset({ input: { userId } })).data?.resetSecondFactor, t('factorReset', { name })),
    enable: async () => report((await enable({ input: { userId } })).data?.enablePerson, t('enabledDone', { name })),
    rename: async (to: string) => report((await rename({ input: { userId, name: to } })).data?.renamePerson, null),
    setExpertise: async (expertise: string[], team: string | null) =>
      report((await setExpertise({ input: { userId, expertise, team } })).data?.setExpertise, null),
  }
}
