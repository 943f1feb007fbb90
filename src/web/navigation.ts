import type { Viewer } from '../policy/scope.ts'
import { paths } from './paths.ts'
import { t } from './words.ts'

export type NavigationLink = { href: string; text: string; current: boolean }

/** What a role finds in the head of every page. */
export function navigationOf(_viewer: Viewer, path: string): NavigationLink[] {
  const links = [{ href: paths.start.href(), text: t('site.home') }]
  return links.map((link) => ({ ...link, current: link.href === path }))
}
