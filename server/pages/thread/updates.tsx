import type * as z from 'zod'
import { About } from '../../../client/widget/updates/about.tsx'
import { updateStrings as strings } from '../../../client/widget/updates/strings.ts'
import { Title } from '../../../client/widget/updates/title.tsx'
import type { Update } from '../../contract/updates.ts'
import { Moment, momentWords } from '../moment.tsx'
import { permalink, updateWordingsPath } from './addresses.ts'
import { Prose } from './prose.tsx'

type Shown = z.output<typeof Update>

interface UpdatesProps {
  updates: readonly Shown[]
  /** Of the story's page. */
  path: string
  storyUrl: string
}

/** The numbered updates of a story, newest first and open, older ones folded. */
export function Updates({ updates, path, storyUrl }: UpdatesProps) {
  if (updates.length === 0) return null
  return (
    <section class="updates" aria-label={strings.updatesHeading}>
      {updates.map((update, index) => (
        <details id={`update-${update.number}`} class="update" open={index === 0}>
          <summary>
            <Title update={update} />
            <Moment at={Date.parse(update.publishedAt)} />
          </summary>
          {update.anchor && <About anchor={update.anchor} storyUrl={storyUrl} />}
          {update.html && <Prose html={update.html} />}
          <Foot update={update} path={path} />
          <Changed update={update} path={path} />
        </details>
      ))}
    </section>
  )
}

/** Whose it is, what it answers, and whom it thanks. */
function Foot({ update: { author, answers, credit }, path }: { update: Shown; path: string }) {
  return (
    <p class="update-foot">
      {strings.updateBy(author)}
      {answers?.commentId && (
        <>
          {' · '}
          <a class="aw-link" href={permalink(path, answers.commentId)}>
            {strings.updateAnswers}
          </a>
        </>
      )}
      {credit && (
        <>
          {' · '}
          {strings.thanksTo} <bdi>{credit.name}</bdi>,{' '}
          {credit.commentId ? (
            <a class="aw-link" href={permalink(path, credit.commentId)}>
              {strings.cameFrom}
            </a>
          ) : (
            strings.cameFrom
          )}
        </>
      )}
    </p>
  )
}

function Changed({ update: { number, withdrawal, editedAt }, path }: { update: Shown; path: string }) {
  const words = withdrawal
    ? strings.withdrawnAt(momentWords(Date.parse(withdrawal.at)))
    : editedAt && strings.editedAt(momentWords(Date.parse(editedAt)))
  if (!words) return null
  return (
    <p class="update-foot">
      {words}
      {' · '}
      <a class="aw-link" href={updateWordingsPath(path, number)} rel="nofollow">
        {withdrawal ? strings.whatItSaid : strings.earlierWordings}
      </a>
    </p>
  )
}
