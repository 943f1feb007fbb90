/**
 * The network that a request comes from, for limits only: an IPv4 address, or the /64 of an IPv6 address, of which one
 * household or one rented server has billions. IPv4 is not widened: a /24 belongs to 256 strangers.
 */
export function networkOf(ip: string | undefined): string {
  if (ip === undefined) return 'unknown'
  const [address] = ip.toLowerCase().split('%')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)
  if (mapped) return mapped[1]
  if (!address.includes(':')) return address
  const [head, tail] = address.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length
  const groups = [...first, ...Array<string>(Math.max(0, zeros)).fill('0'), ...last]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
