import { duration } from '../../ui/times.ts'
import { useSlowClock, When } from '../../ui/when.tsx'
import type { CaseFile } from '../shapes.ts'
import { reply as words } from '../strings-judging.ts'
import { hearingOf } from './standing-of.ts'

/** What became of the right of reply: what was alleged, and the answer or the clock. */
export function ReplyPart({ file }: { file: CaseFile }) {
  const now = useSlowClock()
  if (!file.replyAskedAt) return null
  const hearing = hearingOf(file, now)
  const left = file.replyDueAt ? Date.parse(file.replyDueAt) - now : 0
  return (
    <section class="co-reply" aria-labelledby="reply-title">
      <h3 id="reply-title" class="co-part-title">
        {words.title}
      </h3>
      <div class="co-reply-columns">
        <div>
          <p class="co-since-title">
            {words.alleged}, <When at={file.replyAskedAt} />
          </p>
          <p dir="auto">{file.allegation}</p>
        </div>
        <div>
          <p class="co-since-title">
            {words.given}
            {file.repliedAt && (
              <>
                , <When at={file.repliedAt} />
              </>
            )}
          </p>
          {hearing === 'replied' && (
            <blockquote class="co-said" dir="auto">
              {file.reply}
            </blockquote>
          )}
          {hearing === 'waiting' && <p class="co-hint">{words.waiting(duration(left))}</p>}
          {hearing === 'waived' && <p>{words.waived}</p>}
          {hearing === 'lapsed' && <p>{words.lapsed}</p>}
        </div>
      </div>
    </section>
  )
}
