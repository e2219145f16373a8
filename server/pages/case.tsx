import { ruleNames } from '../../client/ui/words.ts'
import { updatesOf } from '../../db/updates.ts'
import { houseRules } from '../cases/house-rules.ts'
import { readFinding } from '../cases/present-public.ts'
import type { Context } from '../context.ts'
import { readCaseLog } from '../log/read-log.ts'
import { settingsOf } from '../sites/settings.ts'
import { aboutOf, casePath, headlineOf, type Published, referenceAt, sentenceOf, summaryOf } from './finding/about.ts'
import { shareOf } from './finding/card.ts'
import { Course, Earlier, Since } from './finding/course.tsx'
import { dataOf } from './finding/data.ts'
import { Answers, Reply } from './finding/heard.tsx'
import { OutLink, Quoted, WholePost } from './finding/quoted.tsx'
import { actionWords } from './finding/words.ts'
import { renderPage } from './layout.tsx'
import { FixedMoment } from './moment.tsx'
import { embeddableAt } from './oembed/discovery.ts'
import { storyLink } from './rules.ts'

/**
 * A published finding, with all that stands beside it: to be read, cited and printed.
 *
 * @param name last part of the address: the case's reference in any spelling.
 * @returns the page, or the path of the one address it should be read at.
 * @throws Refusal `not_found`: no such case, or nothing of it is public; which of them is not told.
 */
export async function casePage(ctx: Context, name: string): Promise<{ html: string } | { movedTo: string }> {
  const reference = referenceAt(name)
  if (reference !== name) return { movedTo: casePath(reference) }
  const found = await readFinding(ctx, reference)
  const { read } = ctx.db
  const [entries, updates, settings] = await Promise.all([
    readCaseLog(ctx, reference),
    found.updateNumber === null ? [] : updatesOf(read, found.storyId),
    settingsOf(read),
  ])
  const storyHref = storyLink({ id: found.storyId, url: found.storyUrl }, ctx.config.PUBLIC_URL)
  const share = shareOf(ctx, found)
  const props = {
    title: `${headlineOf(found)}: ${aboutOf(found)} (${reference})`,
    description: summaryOf(found),
    path: casePath(reference),
    scripts: ['pages'],
    share,
    alternates: embeddableAt(ctx, casePath(reference)),
    data: dataOf(ctx, found),
  }
  return {
    html: renderPage(
      ctx,
      props,
      <article class="case">
        <Head found={found} storyHref={storyHref} />
        <Since found={found} />
        <Quoted found={found} storyHref={storyHref} />
        <section class="case-finding">
          <h2>{sentenceOf(found)}</h2>
          {found.explanation && (
            <p class="case-why" dir="auto">
              {found.explanation}
            </p>
          )}
          <p class="case-facts">
            {actionWords(found)} {found.hadSecond && 'A second moderator has confirmed the finding.'}
          </p>
          {found.rule && <Broken rule={found.rule} words={houseRules(settings)} />}
        </section>
        {found.outside && <WholePost post={found.outside} />}
        <Reply found={found} />
        <Answers
          found={found}
          update={updates.find(({ number }) => number === found.updateNumber)}
          storyHref={storyHref}
        />
        <Earlier found={found} />
        <Course found={found} entries={entries} />
        <Foot found={found} address={ctx.config.PUBLIC_URL + casePath(reference)} picture={share.picture.path} />
      </article>,
    ),
  }
}

function Head({ found, storyHref }: { found: Published; storyHref: string }) {
  const { reference, comment, outside, storyTitle, decidedAt, flaggedAt, round } = found
  const story = <a href={storyHref}>“{storyTitle}”</a>
  return (
    <header class="case-head">
      <p class="case-mark">
        <i aria-hidden="true" />
        <span class="aw-small-caps">Finding</span> <span class="aw-figures">{reference}</span>
      </p>
      <h1>{headlineOf(found)}</h1>
      <p class="case-about">
        {outside ? (
          <>
            A post by <bdi>{outside.postedBy}</bdi> on <OutLink url={outside.url}>{outside.host}</OutLink> about {story}
          </>
        ) : (
          <>
            A comment {comment?.author && 'by '}
            {comment?.author && <bdi>{comment.author}</bdi>} on {story}
          </>
        )}
      </p>
      <p class="meta">
        <span>
          Published <FixedMoment at={Date.parse(decidedAt)} />
          {round > 1 && ', after an appeal'}
        </span>
        <span>
          Flagged <FixedMoment at={Date.parse(flaggedAt)} />
        </span>
      </p>
    </header>
  )
}

interface BrokenProps {
  rule: NonNullable<Published['rule']>
  words: ReturnType<typeof houseRules>
}

/** Another rule that the comment breaks, in the site's own words. */
function Broken({ rule, words }: BrokenProps) {
  const inWords = words.find(({ code }) => code === rule)
  return (
    <p class="case-facts">
      It breaks another rule of the site as well: {(inWords?.title ?? ruleNames[rule]).toLowerCase()}.
      {inWords && ` “${inWords.words}”`}
    </p>
  )
}

interface FootProps {
  found: Published
  address: string
  picture: string
}

function Foot({ found, address, picture }: FootProps) {
  return (
    <footer class="case-foot">
      <h2>How this is judged</h2>
      <p>
        Nobody judges their own case: not whoever wrote the words, flagged them, or wrote the story. Whoever a finding
        would go against is asked first, where they can be, and their answer is published with it. Each side can appeal
        once, to another moderator; every finding and appeal stands in the <a href="/log">decision log</a>.
      </p>
      <div class="case-share">
        <p>
          <code id="case-address">{address}</code>
        </p>
        <p>
          <button type="button" class="aw-link" data-copy="case-address" hidden>
            Copy this address
          </button>{' '}
          <a href={picture} download={`${found.reference}.png`}>
            This finding as a picture
          </a>{' '}
          <a href={`/api/v1/findings/${found.reference}`}>As data (JSON)</a> <span role="status" data-copied />
        </p>
      </div>
    </footer>
  )
}
