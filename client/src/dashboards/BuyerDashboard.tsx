import { Workbench } from './Workbench.tsx'

/** `/dashboard/chat`: the customer's tickets. */
export const BuyerDashboard = () => <Workbench />
