import { choicesOf } from '../../db/notice-choices.ts'
import { personById } from '../../db/people.ts'
import { otherThreadsOf, threadsOf } from '../../db/subscriptions.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { hasAddress } from '../people/rules.ts'
import { settingsOf } from '../sites/settings.ts'

const MOST_THREADS = 200
const MOST_OTHERS = 10

/** How a person is told, with the threads that they follow, muted, or were told of. */
export async function noticeSettings(
  { db: { read }, config }: Context,
  { personId }: Reader,
): Promise<Result<'GET /api/v1/me/notice-settings'>> {
  const [choices, person, chosen, others, { timeZone }] = await Promise.all([
    choicesOf(read, personId),
    personById(read, personId),
    threadsOf(read, personId, MOST_THREADS),
    otherThreadsOf(read, personId, MOST_OTHERS),
    settingsOf(read),
  ])
  const address = person && hasAddress(person.email) ? person.email : ''
  return {
    choices,
    email: {
      address,
      isConfirmed: address !== '' && (person?.emailVerified ?? false),
      isSent: config.MAIL_URL !== 'off',
    },
    timeZone,
    threads: [...chosen, ...others],
  }
}
