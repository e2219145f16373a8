/** As many comments or acts as the server takes in one request. */
const AT_ONCE = 100

/** The same, in their order, in lists that can be sent. */
export function portionsOf<T>(list: readonly T[]): T[][] {
  const portions: T[][] = []
  for (let at = 0; at < list.length; at += AT_ONCE) portions.push(list.slice(at, at + AT_ONCE))
  return portions
}
