import type * as z from 'zod'
import { accountEndpoints } from './account.ts'
import { caseEndpoints } from './cases.ts'
import { commentEndpoints } from './comments.ts'
import { deskEndpoints } from './desk.ts'
import { eventEndpoints } from './events.ts'
import { figureEndpoints } from './figures.ts'
import { findingEndpoints } from './findings.ts'
import { flagEndpoints } from './flags.ts'
import { heldEndpoints } from './held.ts'
import { keyEndpoints } from './keys.ts'
import { linkEndpoints } from './links.ts'
import { logEndpoints } from './log.ts'
import { myCaseEndpoints } from './my-cases.ts'
import { noticeEndpoints } from './notices.ts'
import { peopleEndpoints } from './people.ts'
import { personFileEndpoints } from './person-file.ts'
import { reactionEndpoints } from './reactions.ts'
import { sanctionEndpoints } from './sanctions.ts'
import { screeningEndpoints } from './screening.ts'
import { signInEndpoints } from './sign-in.ts'
import { siteEndpoints } from './site.ts'
import { storyEndpoints } from './stories.ts'
import { suspensionEndpoints } from './suspensions.ts'
import { updateEndpoints } from './updates.ts'
import { webhookEndpoints } from './webhooks.ts'

/** Everything the server answers under `/api/v1`, keyed `'METHOD /path'`. */
export const endpoints = {
  ...storyEndpoints,
  ...commentEndpoints,
  ...suspensionEndpoints,
  ...heldEndpoints,
  ...screeningEndpoints,
  ...deskEndpoints,
  ...siteEndpoints,
  ...flagEndpoints,
  ...keyEndpoints,
  ...caseEndpoints,
  ...myCaseEndpoints,
  ...figureEndpoints,
  ...findingEndpoints,
  ...updateEndpoints,
  ...logEndpoints,
  ...eventEndpoints,
  ...reactionEndpoints,
  ...noticeEndpoints,
  ...peopleEndpoints,
  ...sanctionEndpoints,
  ...personFileEndpoints,
  ...accountEndpoints,
  ...webhookEndpoints,
  ...signInEndpoints,
  ...linkEndpoints,
}

export type Endpoints = typeof endpoints
export type Key = keyof Endpoints
export type Part = 'params' | 'query' | 'headers' | 'body'

type Sent<K extends Key, P> = P extends keyof Endpoints[K]
  ? Endpoints[K][P] extends z.ZodType
    ? z.input<Endpoints[K][P]>
    : never
  : never

/** What a caller passes. Every header is optional. */
export type Input<K extends Key> = {
  [P in Exclude<Extract<keyof Endpoints[K], Part>, 'headers'>]: Sent<K, P>
} & { [P in Extract<keyof Endpoints[K], 'headers'>]?: Sent<K, P> }

/** What an action receives. */
export type Parsed<K extends Key> = {
  [P in Extract<keyof Endpoints[K], Part>]: Endpoints[K][P] extends z.ZodType ? z.output<Endpoints[K][P]> : never
}
/** What a caller gets back. */
export type Result<K extends Key> = z.output<Endpoints[K]['result']>
