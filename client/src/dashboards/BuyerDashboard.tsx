import { Workbench } from './Workbench.tsx'

/** `/dashboard/chat`: a customer's own tickets. */
export const BuyerDashboard = () => <Workbench />
