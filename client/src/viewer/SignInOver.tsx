import { useTranslations } from 'use-intl'
import { signedInAgain } from '../graphql/signInNeed.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { SignInForm } from './SignInForm.tsx'
import { whoIsSignedIn } from './signIn.ts'
import type { Desk } from './useViewer.ts'

/** When the sign-in has ended: the form over the page, everything under it kept. Somebody else starts anew. */
export const SignInOver = ({ viewerId, desk }: { viewerId: string; desk: Desk }) => {
  const t = useTranslations('viewer')

  const goOn = async () => {
    const id = await whoIsSignedIn()
    if (id === viewerId) return signedInAgain()
    if (id) location.assign('/')
  }

  return (
    <Dialog title={t('signedOut')} isOpen onClose={() => undefined} required>
      <div className="flex flex-col gap-4">
        <p className="text-muted">{t('signedOutWhy')}</p>
        <SignInForm desk={desk} onSignedIn={goOn} />
      </div>
    </Dialog>
  )
}
