import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { bin, fail, ROOT, run } from './lib.mjs'

const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** The path of a Chromium for the browser tests; installs one if possible, otherwise exits with instructions. */
export async function findChromium() {
  return present() ?? (await install())
}

function present() {
  if (process.env.CHROMIUM_PATH) {
    if (existsSync(process.env.CHROMIUM_PATH)) return process.env.CHROMIUM_PATH
    fail(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, which does not exist.`)
  }
  return [...USUAL, ownOfPlaywright()].find((file) => existsSync(file))
}

function ownOfPlaywright() {
  const require = createRequire(path.join(ROOT, 'client/package.json'))
  return require('@playwright/test').chromium.executablePath()
}

async function install() {
  process.stderr.write('Chromium was not found; installing it.\n')
  const debian = process.getuid?.() === 0 && has('apt-get')
  const packages = ['install', '-y', '--no-install-recommends', 'chromium', 'xvfb', 'fonts-noto-color-emoji']
  if (debian) {
    await run('apt-get', ['update'], { quiet: true })
    await run('apt-get', packages, { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } })
  } else {
    await run(bin('playwright', 'client'), ['install', 'chromium'], { quiet: true })
  }
  return (
    present() ?? fail('The browser tests need Chromium: install it (apt-get install chromium), or set CHROMIUM_PATH.')
  )
}

function has(program) {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
