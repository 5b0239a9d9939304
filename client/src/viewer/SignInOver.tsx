import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSignInNeed } from '../graphql/signInNeed.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { checkViewer } from './checkViewer.ts'
import { mustSetUpSecondFactor } from './enter.ts'
import { SignInForm } from './SignInForm.tsx'
import type { Desk, Viewer } from './useViewer.ts'

/** The sign-in form over the page, when the session has ended or another user is signed in. */
export const SignInOver = ({ viewer, desk }: { viewer: Viewer; desk: Desk }) => {
  const t = useTranslations('viewer')
  const other = useSignInNeed((state) => state.other)
  const [isBack, setBack] = useState(false)

  const startAnew = () => location.assign('/')
  const goOn = async () => {
    if (await mustSetUpSecondFactor()) location.assign('/account')
    else if (!(await checkViewer())) startAnew()
  }

  if (other !== null && !isBack) {
    return (
      <Dialog title={t('otherPerson', { name: other })} isOpen onClose={() => undefined} required>
        <div className="flex flex-col gap-4">
          <p className="text-muted">{t('otherPersonWhy', { name: other, own: viewer.name })}</p>
          <div className="flex flex-col gap-2">
            {/* No autofocus: a user who is typing must not submit it with Enter. */}
            <Button variant="primary" onPress={startAnew} className="h-9">
              <span className="truncate">{t('continueAs', { name: other })}</span>
            </Button>
            <Button onPress={() => setBack(true)} className="h-9">
              <span className="truncate">{t('signInAgain', { name: viewer.name })}</span>
            </Button>
          </div>
        </div>
      </Dialog>
    )
  }
  const title = other === null ? t('signedOut') : t('signInAgain', { name: viewer.name })
  return (
    <Dialog title={title} isOpen onClose={() => undefined} required>
      <div className="flex flex-col gap-4">
        <p className="text-muted">{t('signedOutWhy')}</p>
        <SignInForm desk={desk} email={viewer.email ?? ''} takesFocus={isBack} onSignedIn={goOn} />
      </div>
    </Dialog>
  )
}
