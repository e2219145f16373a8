import type * as z from 'zod'
import type { PublisherKeyRow } from '../../db/publisher-keys.ts'
import type { PublisherKey } from '../contract/keys.ts'
import { iso } from '../iso.ts'

/** A key as owners see it: never its hash. */
export function presentKey({ id, name, createdAt }: PublisherKeyRow): z.output<typeof PublisherKey> {
  return { id, name, createdAt: iso(createdAt) }
}
