import { readFile } from 'node:fs/promises'
import type { Reply } from '../route.ts'

const page = new URL('../../../views/verifier/verifier.html', import.meta.url)

/** The page that checks bundles, as a file: its program stands in it, and our pages let no such program run. */
export async function downloadVerifier(): Promise<Reply> {
  return { kind: 'file', name: 'vergabe-nachpruefen.html', type: 'html', text: await readFile(page, 'utf8') }
}
