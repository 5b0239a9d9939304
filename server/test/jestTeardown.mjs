/** Stops what jestSetup started. */
export default async function jestTeardown() {
  await globalThis.parleyTestCluster?.close()
}
