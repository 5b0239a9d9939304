// Jest imports this natively, so TypeScript needs tsx's help here; the tests themselves go through swc.
import { tsImport } from 'tsx/esm/api'

export default async function jestSetup() {
  const { globalSetup } = await tsImport('./globalSetup.ts', import.meta.url)
  await globalSetup()
}
