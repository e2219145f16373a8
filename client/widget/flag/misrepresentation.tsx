import { ask } from '../session.ts'
import { useThread } from '../thread.ts'
import type { FlagModel } from './flag-model.ts'
import { Pane } from './pane.tsx'
import { Preview } from './preview.tsx'
import { SourcePane } from './source-pane.tsx'
import { strings } from './strings.ts'
import { TypeChoice } from './type-choice.tsx'
import { useCheck } from './use-check.ts'

/** Both texts to choose the words in, and what kind of misrepresentation it is. */
export function Misrepresentation({ model }: { model: FlagModel }) {
  const thread = useThread()
  const { quoting, comment } = model
  useCheck(quoting, (body) =>
    ask(thread.session, 'POST /api/v1/comments/:id/flags/check', { params: { id: comment.id }, body }),
  )
  return (
    <>
      <div class="panes">
        <Pane
          id="flag-claim"
          label={
            <label for="flag-claim" id="flag-claim-label">
              {strings.paneClaim}
            </label>
          }
          text={model.commentText.value}
          missing={strings.commentMissing}
          selected={quoting.claim.value}
          onSelect={(selected) => {
            quoting.claim.value = selected
          }}
        />
        <SourcePane quoting={quoting} exceptId={comment.id} />
      </div>
      <p class="flag-how" id="flag-how">
        {strings.howToSelect}
      </p>
      <Preview quoting={quoting} wrote={strings.theyWrote} where={strings.inTheComment} />
      <TypeChoice quoting={quoting} />
    </>
  )
}
