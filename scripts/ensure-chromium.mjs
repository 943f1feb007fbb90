// Finds the Chromium that the browser tests drive, or installs Debian's.
import { accessSync, constants } from 'node:fs'
import { canInstall, installDebianPackage } from './ensure-debian-package.mjs'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

export const howToGetChromium = `Chromium is missing: install it (Debian: apt-get install chromium), or name one in CHROMIUM_PATH.`

export function findChromium() {
  const named = process.env.CHROMIUM_PATH
  return named ? [named].find(isExecutable) : usualPlaces.find(isExecutable)
}

/** Whether there is a Chromium now; says in one line what to do when there is none. */
export async function ensureChromium() {
  if (findChromium()) return true
  if (process.env.CHROMIUM_PATH) {
    console.error(`CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which cannot be executed.`)
    return false
  }
  if (canInstall()) await installDebianPackage('chromium').catch((error) => console.error(error.message))
  if (findChromium()) return true
  console.error(howToGetChromium)
  return false
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
