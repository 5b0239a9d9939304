/** Under way. */
export const SellerDashboard = () => <main>Seller</main>
