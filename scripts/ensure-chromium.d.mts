export const howToGetChromium: string
/** Path of an executable Chromium: CHROMIUM_PATH, else the usual places. */
export function findChromium(): string | undefined
export function ensureChromium(): Promise<boolean>
