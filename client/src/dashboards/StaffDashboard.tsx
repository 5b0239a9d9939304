/** Under way. */
export const StaffDashboard = () => <main>Staff</main>
