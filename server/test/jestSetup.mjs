// Jest imports this natively, so TypeScript needs tsx here; the tests themselves are transformed by swc.
import { tsImport } from 'tsx/esm/api'

export default async function jestSetup() {
  const { globalSetup } = await tsImport('./globalSetup.ts', import.meta.url)
  await globalSetup()
}
