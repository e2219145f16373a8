import type { Tx } from '../../db/database.ts'
import { enqueue } from '../../db/jobs.ts'
import { newId } from '../ids.ts'
import { Mail } from './mail.ts'

/**
 * Queues a letter in the transaction that makes it necessary: it is sent if that commits, and tried again until the
 * mail server takes it.
 *
 * @param key names what the letter tells whom, such as `notice:ID`: under one key one letter goes out, which its
 * Message-ID says too, so that a second try after a lost answer is known as the same letter.
 */
export async function queueMail(tx: Tx, key: string, mail: Mail, now: number): Promise<void> {
  const payload = { key, mail: JSON.stringify(Mail.parse(mail)) }
  await enqueue(tx, { id: newId(), kind: 'mail', key, payload, runAt: now })
}
