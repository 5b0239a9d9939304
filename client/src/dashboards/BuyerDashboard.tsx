/** Under way. */
export const BuyerDashboard = () => <main>Buyer</main>
