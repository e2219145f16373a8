import type { Request } from 'express'
import type { ComponentChildren } from 'preact'
import { claimStatusNames, updateKindNames } from '../../../client/ui/words.ts'
import { About } from '../../../client/widget/updates/about.tsx'
import { updateStrings as strings } from '../../../client/widget/updates/strings.ts'
import { commentById, commentWordings, firstAnswerAt } from '../../../db/comments.ts'
import { sightEventsOf } from '../../../db/events.ts'
import { updatesOf } from '../../../db/updates.ts'
import { spansSeen, wasAnswered } from '../../comments/rules.ts'
import type { Context, Viewer } from '../../context.ts'
import { Refusal } from '../../errors.ts'
import { readRevisions } from '../../updates/read-updates.ts'
import { renderPage } from '../layout.tsx'
import { FixedMoment } from '../moment.tsx'
import { storyPath } from '../rules.ts'
import { storyNamed } from '../story.tsx'
import { permalink } from './addresses.ts'
import { placeOf } from './own-comment.tsx'
import { Prose } from './prose.tsx'

/** Wordings are read as everybody reads them, whoever asks. */
const ANYBODY: Viewer = {
  personId: null,
  name: '',
  role: 'anyone',
  authorOf: [],
  scope: 'full',
  isMember: false,
  sections: [],
  memberOf: [],
}

/**
 * What a comment said before it was edited: the words that somebody has answered. What was put right before is its
 * writer's own affair.
 * @throws Refusal `not_found`: no such comment that readers see.
 */
export async function commentWordingsPage(ctx: Context, req: Request): Promise<string> {
  const { read } = ctx.db
  const { path, id, storyTitle } = await placeOf(ctx, req)
  const row = await commentById(read, id)
  if (row?.state !== 'visible') throw new Refusal('not_found', 'There is no such comment under this story.')
  const [earlier, answeredAt] = [await commentWordings(read, id), await firstAnswerAt(read, id)]
  const spans = spansSeen(await sightEventsOf(read, row.storyId, id))
  const wordings = earlier.map(({ html, createdAt }, at) => ({
    html,
    from: createdAt,
    until: earlier[at + 1]?.createdAt ?? row.editedAt ?? row.createdAt,
  }))
  const shown = wordings.filter((wording) => wasAnswered(wording, spans, answeredAt)).reverse()
  return framed(ctx, {
    title: `Earlier wordings of the comment by ${row.authorName}`,
    back: permalink(path, id),
    words: 'Back to the comment',
    storyTitle,
    none: 'No earlier wording is public: the comment was edited before anybody had answered it.',
    wordings: shown.map(({ html, from, until }) => (
      <li>
        <Times from={from} until={until} />
        <Prose html={html} />
      </li>
    )),
  })
}

/** What an update said before it was edited or withdrawn. @throws Refusal `not_found`: no such update. */
export async function updateWordingsPage(ctx: Context, req: Request): Promise<string> {
  const story = await storyNamed(ctx, String(req.params.name))
  const all = story ? await updatesOf(ctx.db.read, story.id) : []
  const update = all.find(({ number }) => String(number) === req.params.number)
  if (!story || !update) throw new Refusal('not_found', 'There is no such update.')
  const revisions = await readRevisions(ctx, ANYBODY, update.id)
  return framed(ctx, {
    title: `Earlier wordings of UPDATE ${update.number}`,
    back: `${storyPath(story)}#update-${update.number}`,
    words: 'Back to the update',
    storyTitle: story.title,
    none: strings.noneEarlier,
    wordings: revisions.map(({ kind, status, html, anchor, from, until }) => (
      <li>
        <Times from={Date.parse(from)} until={Date.parse(until)}>
          {kind !== 'update' && `${updateKindNames[kind]} · `}
          {status && `${claimStatusNames[status]} · `}
        </Times>
        {anchor && <About anchor={anchor} storyUrl={story.url} />}
        <Prose html={html} />
      </li>
    )),
  })
}

function Times({ from, until, children }: { from: number; until: number; children?: ComponentChildren }) {
  return (
    <p class="wording-times">
      {children}
      <FixedMoment at={from} /> – <FixedMoment at={until} />
    </p>
  )
}

interface Wordings {
  title: string
  /** Where they stand now, and how the way there is called. */
  back: string
  words: string
  storyTitle: string
  none: string
  wordings: ComponentChildren[]
}

function framed(ctx: Context, { title, back, words, storyTitle, none, wordings }: Wordings): string {
  return renderPage(
    ctx,
    { title, description: title, hidden: true },
    <div class="sheet flag-page">
      <h1>{title}</h1>
      <p>
        <a href={back}>{words}</a> on “{storyTitle}”
      </p>
      {wordings.length > 0 ? <ol class="unscripted wordings">{wordings}</ol> : <p>{none}</p>}
    </div>,
  )
}
