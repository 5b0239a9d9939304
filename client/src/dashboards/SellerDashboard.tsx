import { Workbench } from './Workbench.tsx'

/** `/seller/chat`: a merchant's tickets, sorted by tags. */
export const SellerDashboard = () => <Workbench withTags />
