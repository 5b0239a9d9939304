import { Workbench } from './Workbench.tsx'

/** `/admin`: everybody's tickets, with every filter. */
export const StaffDashboard = () => <Workbench withFilters withTags />
