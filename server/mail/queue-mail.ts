import type { Tx } from '../../db/database.ts'
import { enqueue } from '../../db/jobs.ts'
import { newId } from '../ids.ts'
import { Mail } from './mail.ts'

/** So long a letter is worth sending, ms; what it tells stands on the page all the same. */
const WORTH_MS = 3 * 24 * 60 * 60 * 1000

/**
 * Queues a letter in the transaction that makes it necessary: it is sent if that commits, and tried again until the
 * mail server takes it or it is too late for it.
 *
 * @param key names what the letter tells whom, such as `notice:ID`: under one key one letter goes out, which its
 * Message-ID says too, so that a second try after a lost answer is known as the same letter.
 * @param worthMs for how long it is worth sending: of a letter with a link as long as the link works.
 */
export async function queueMail(tx: Tx, key: string, mail: Mail, now: number, worthMs = WORTH_MS): Promise<void> {
  const payload = { key, mail: JSON.stringify(Mail.parse(mail)), until: String(now + worthMs) }
  await enqueue(tx, { id: newId(), kind: 'mail', key, payload, runAt: now })
}
