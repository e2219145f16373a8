import { ask } from '../session.ts'
import { type Thread, useThread } from '../thread.ts'
import { Explanation } from './explanation.tsx'
import { Pane } from './pane.tsx'
import { Preview } from './preview.tsx'
import { lackingIn, quotationsOf } from './quoting.ts'
import { addressOf, isForeign, lackingPost, pageLanguage, type ReportModel } from './report-model.ts'
import { reportStrings as words } from './report-strings.ts'
import { attempt, lackingWhy, SHORTEST_WHY } from './send-flag.ts'
import { SendForm } from './send-form.tsx'
import { SourcePane } from './source-pane.tsx'
import { strings } from './strings.ts'
import { TypeChoice } from './type-choice.tsx'
import { useCheck } from './use-check.ts'

/** What the post gets wrong: its words beside the original ones. */
export function ReportWords({ model, onBack }: { model: ReportModel; onBack: () => void }) {
  const thread = useThread()
  const { quoting, fields } = model
  const post = postOf(thread, model)
  const claimIn = post.translation ? fields.claimIn.value : 'text'
  useCheck(quoting, (body) =>
    ask(thread.session, 'POST /api/v1/stories/:id/outside-flags/check', {
      params: { id: storyIdOf(thread) },
      body: { text: post.text, translation: post.translation, ...body },
    }),
  )
  return (
    <SendForm
      form={model}
      label={words.send}
      lacking={() => lackingPost(model) ?? lackingIn(quoting) ?? lackingWhy(fields.explanation.value, SHORTEST_WHY)}
      send={() => sendReport(thread, model)}
      onBack={onBack}
    >
      <div class="panes">
        <Pane
          id="flag-claim"
          key={claimIn}
          label={<ClaimChoice model={model} hasTranslation={post.translation !== ''} />}
          text={post[claimIn]}
          lang={claimIn === 'text' ? post.language : pageLanguage(thread)}
          missing=""
          selected={quoting.claim.value}
          onSelect={(selected) => {
            quoting.claim.value = selected
          }}
        />
        <SourcePane quoting={quoting} exceptId={null} />
      </div>
      <p class="flag-how" id="flag-how">
        {strings.howToSelect}
      </p>
      <Preview quoting={quoting} wrote={words.saysThere} where={words.claimIn[claimIn]} />
      <TypeChoice quoting={quoting} />
      <Explanation text={fields.explanation} label={words.why} least={SHORTEST_WHY} />
    </SendForm>
  )
}

function ClaimChoice({ model: { fields, quoting }, hasTranslation }: { model: ReportModel; hasTranslation: boolean }) {
  if (!hasTranslation)
    return (
      <label for="flag-claim" id="flag-claim-label">
        {words.claim} {words.claimIn.text}
      </label>
    )
  return (
    <>
      <label for="flag-claim-in" id="flag-claim-label">
        {words.claim}
      </label>
      <select
        id="flag-claim-in"
        value={fields.claimIn.value}
        onChange={(event) => {
          fields.claimIn.value = event.currentTarget.value as 'text' | 'translation'
          quoting.claim.value = null
        }}
      >
        <option value="text">{words.claimIn.text}</option>
        <option value="translation">{words.claimIn.translation}</option>
      </select>
    </>
  )
}

function storyIdOf(thread: Thread): string {
  return thread.story.value?.id ?? ''
}

/** The post as the server is told of it. */
function postOf(thread: Thread, { fields }: ReportModel) {
  const { url, postedBy, originatedBy, text, language, translation } = fields
  return {
    url: addressOf(url.value) ?? url.value,
    postedBy: postedBy.value.trim(),
    originatedBy: originatedBy.value.trim(),
    text: text.value.trim(),
    language: language.value,
    translation: isForeign(thread, fields) ? translation.value.trim() : '',
  }
}

async function sendReport(thread: Thread, model: ReportModel) {
  const { quoting, fields } = model
  const [quotations, type] = [quotationsOf(quoting), quoting.type.value]
  if (!quotations || !type) return
  const body = { ...quotations, post: postOf(thread, model), type, explanation: fields.explanation.value }
  await attempt(thread.session, model, quoting, () =>
    ask(thread.session, 'POST /api/v1/stories/:id/outside-flags', { params: { id: storyIdOf(thread) }, body }),
  )
  if (model.receipt.value) thread.status.value = words.sent
}
