import type * as z from 'zod'
import { SanctionCard } from '../../client/ui/sanction-card.tsx'
import { sanctionWords } from '../../client/ui/sanction-words.ts'
import type { Context } from '../context.ts'
import type { Sanction } from '../contract/sanctions.ts'
import { readOwn } from '../sanctions/own.ts'
import { renderPage } from './layout.tsx'
import { FixedMoment, momentWords } from './moment.tsx'
import type { Person } from './thread/person.ts'

/** An appeal that was sent and refused. */
export interface RefusedAppeal {
  /** Of the sanction. */
  id: string
  words: string
  /** Why, in a sentence. */
  problem: string
}

/** What moderators did about whoever reads, with all they can do about it; works without scripts. */
export async function standingPage(ctx: Context, person: Person, refused?: RefusedAppeal): Promise<string> {
  const { sanctions } = await readOwn(ctx, person.reader)
  const holding = sanctions.filter(({ isHolding }) => isHolding)
  const past = sanctions.filter(({ isHolding }) => !isHolding)
  const props = {
    title: 'Your standing',
    description: 'What moderators did about you, why, until when, and how to appeal.',
    hidden: true,
    scripts: ['pages'],
  }
  return renderPage(
    ctx,
    props,
    <div class="sheet own-standing">
      <header class="sheet-head">
        <h1>Your standing</h1>
        <p>
          Warnings, limits and bans that moderators of {ctx.config.SITE_NAME} gave to <bdi>{person.reader.name}</bdi>.
          Nobody but you and the site’s staff can read this. Nobody is limited here without being told.
        </p>
      </header>
      {refused && (
        <p class="problem" role="alert">
          {refused.problem}
        </p>
      )}
      {holding.length === 0 && <p class="empty">Nothing stands against you: you can write like everybody else.</p>}
      {holding.map((sanction) => (
        <Own sanction={sanction} token={person.token} refused={refused?.id === sanction.id ? refused : undefined} />
      ))}
      {past.length > 0 && (
        <section aria-labelledby="past-title">
          <h2 id="past-title">In the past</h2>
          {past.map((sanction) => (
            <Own sanction={sanction} token={person.token} refused={undefined} />
          ))}
        </section>
      )}
    </div>,
  )
}

interface OwnProps {
  sanction: z.output<typeof Sanction>
  token: string
  refused: RefusedAppeal | undefined
}

function Own({ sanction, token, refused }: OwnProps) {
  const { id, kind, isHolding, appeal, createdAt, endedAt } = sanction
  const action = `/standing/${id}`
  return (
    <SanctionCard sanction={sanction} write={(iso) => momentWords(Date.parse(iso))}>
      <p class="pause-more">
        Since <FixedMoment at={Date.parse(createdAt)} />
        {endedAt && (
          <>
            , until <FixedMoment at={Date.parse(endedAt)} />
          </>
        )}
        .
      </p>
      {isHolding && kind === 'warn' && (
        <form class="pause-acts" method="post" action={`${action}/acknowledge`}>
          <input type="hidden" name="token" value={token} />
          <button type="submit" class="aw-button aw-button-primary">
            {sanctionWords.acknowledge}
          </button>
        </form>
      )}
      {appeal.isPossible && (
        <form class="sanction-form" method="post" action={`${action}/appeal`}>
          <input type="hidden" name="token" value={token} />
          <p class="pause-more">{sanctionWords.mayAppeal}</p>
          <label for={`appeal-${id}`}>{sanctionWords.appealLabel}</label>
          <textarea
            class="aw-field"
            id={`appeal-${id}`}
            name="words"
            rows={4}
            required
            minLength={10}
            maxLength={2000}
            dir="auto"
          >
            {/* The first line break in such a field is not part of the text. */}
            {refused && `\n${refused.words}`}
          </textarea>
          <div class="pause-acts">
            <button type="submit" class="aw-button aw-button-primary">
              {sanctionWords.sendAppeal}
            </button>
          </div>
        </form>
      )}
    </SanctionCard>
  )
}
