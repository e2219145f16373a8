import { findingNames } from '../../ui/words.ts'
import { useSite } from '../pauses/use-site.ts'
import type { CaseFile, RuleCode } from '../shapes.ts'
import { deciding, statement } from '../strings-judging.ts'
import type { DecisionDraft } from './decision-draft.ts'
import { goesAgainst } from './follows.ts'
import { useRules } from './use-rules.ts'

/** Why nobody gets a statement; null if somebody does. */
function nobody(file: CaseFile, { finding, action }: DecisionDraft): string | null {
  if (finding === '' || action === '') return null
  if (file.outsidePostId) return statement.none.outside
  if (!file.staff?.concerned) return statement.none.noAccount
  const isTold = file.replyAskedAt !== null || file.round > 1 || goesAgainst(finding, action) || action !== 'none'
  return isTold ? null : statement.none.favour
}

/** The statement of reasons as the person concerned will read it. */
export function StatementPreview({ file, draft }: { file: CaseFile; draft: DecisionDraft }) {
  const rules = useRules()
  const site = useSite()
  const { finding, action } = draft
  if (finding === '' || action === '') return null
  const none = nobody(file, draft)
  const isAgainst = goesAgainst(finding, action)
  const broken: (RuleCode | '')[] = isAgainst
    ? [file.kind === 'misrepresentation' ? 'misrepresentation' : '', draft.rule]
    : []
  const named = broken.flatMap((code) => (code === '' ? [] : (rules[code] ?? [])))
  return (
    <div class="co-preview">
      <p class="co-preview-title">{deciding.statement}</p>
      {none ? (
        <p class="co-hint">{none}</p>
      ) : (
        <div class="co-statement">
          <p class="co-statement-title">
            {findingNames[finding]}. {statement.done[action]}
          </p>
          <p dir="auto">{draft.explanation.trim() || '…'}</p>
          <dl>
            {named.map(({ code, title, words }) => (
              <div key={code}>
                <dt>{statement.rules}</dt>
                <dd>
                  {title}: {words}
                </dd>
              </div>
            ))}
            <div>
              <dt>{statement.words}</dt>
              <dd dir="auto">{file.claim ? `“${file.claim.exact}”` : statement.whole}</dd>
            </div>
          </dl>
          <p class="co-hint">
            {statement.byPeople} {file.staff?.staffConcern && isAgainst && statement.second}{' '}
            {isAgainst ? statement.appeal(site.data?.settings.cases.appealDays ?? 14) : statement.noAppeal}
          </p>
        </div>
      )}
    </div>
  )
}
