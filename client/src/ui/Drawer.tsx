import type { ReactNode } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { classes } from '../lib/classes.ts'
import { SCRIM } from './scrim.ts'

type Props = { label: string; isOpen: boolean; onClose: () => void; children: ReactNode }

/** A panel from the right (360 wide); a full sheet on a phone. */
export const Drawer = ({ label, isOpen, onClose, children }: Props) => (
  <ModalOverlay
    isOpen={isOpen}
    onOpenChange={(open) => !open && onClose()}
    isDismissable
    className={classes(SCRIM, 'flex justify-end')}
  >
    <Modal className="h-dvh w-full border-s border-line bg-surface entering:animate-sheet tablet:w-[22.5rem] tablet:entering:animate-drawer">
      <Dialog aria-label={label} className="flex h-full flex-col outline-none">
        {children}
      </Dialog>
    </Modal>
  </ModalOverlay>
)
