import { Form } from 'react-aria-components'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'

/** The longest reason that the server accepts. */
export const REASON_MAX = 2_000

type Props = {
  title: string
  /** What happens then. */
  what: string
  label: string
  action: string
  isBusy: boolean
  /** Resolves to whether it was sent. */
  onSend: (reason: string) => Promise<boolean>
  onClose: () => void
}

/** Asks for a reason. */
export const ReasonDialog = ({ title, what, label, action, isBusy, onSend, onClose }: Props) => (
  <Dialog title={title} isOpen onClose={onClose}>
    <Form
      onSubmit={async (event) => {
        event.preventDefault()
        if (await onSend(String(new FormData(event.currentTarget).get('reason')))) onClose()
      }}
      className="flex flex-col gap-4"
    >
      <p>{what}</p>
      <Field label={label} name="reason" rows={5} maxLength={REASON_MAX} isRequired autoFocus />
      <Button type="submit" variant="primary" isDisabled={isBusy} className="self-end">
        {action}
      </Button>
    </Form>
  </Dialog>
)
