import type { Context } from '../../context.ts'
import { myMutes } from '../../people/mutes.ts'
import { avatarPath } from '../avatar.ts'
import { Moment } from '../moment.tsx'
import { accountPage, type Shown, Token } from './frame.tsx'
import { words } from './words.ts'

/** Whose comments are folded for this reader. */
export async function mutedPage(ctx: Context, shown: Shown): Promise<string> {
  const { muted } = await myMutes(ctx, shown.person.reader)
  const children =
    muted.length === 0 ? (
      <p class="empty">{words.nobodyMuted}</p>
    ) : (
      <ul class="account-list">
        {muted.map(({ personId, name, mutedAt }) => (
          <li>
            <img class="avatar" src={avatarPath(personId)} alt="" width="32" height="32" loading="lazy" />
            <div>
              <p>
                <b>
                  <bdi>{name}</bdi>
                </b>
              </p>
              <p class="meta">
                <span>
                  {words.mutedSince} <Moment at={Date.parse(mutedAt)} />
                </span>
              </p>
            </div>
            <form method="post" action="/account/unmute">
              <Token person={shown.person} />
              <input type="hidden" name="id" value={personId} />
              <button type="submit" class="aw-button">
                {words.unmute}
                <span class="aw-hidden">: {name}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    )
  return accountPage(ctx, { here: '/account/muted', title: words.muted, why: words.mutedWhy, shown, children })
}
