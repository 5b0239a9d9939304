import { Workbench } from './Workbench.tsx'

/** `/admin`: all tickets, with filters. */
export const StaffDashboard = () => <Workbench withFilters withTags />
