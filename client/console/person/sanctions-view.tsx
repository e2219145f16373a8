import { useRef } from 'preact/hooks'
import { ask } from '../ask.ts'
import { useDesk } from '../live.ts'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { useRowKeys } from '../parts/use-row-keys.ts'
import { useResource } from '../resource.ts'
import { href, SANCTION_LISTS } from '../router.ts'
import { isOfSite, office } from '../session.ts'
import type { SanctionList } from '../shapes.ts'
import { standing, sanctionLists as words } from '../strings-standing.ts'
import { useTitle } from '../title.ts'
import { SanctionItem } from './sanction-item.tsx'

function noneOf(list: SanctionList): string {
  return list === 'holding' && !isOfSite.value ? words.noneInOwn : words.none[list]
}

/** Limits and bans that wait for a moderator, and those that hold. */
export function SanctionsView({ list }: { list: SanctionList }) {
  const { data, failure, reload } = useResource(`sanctions ${list}`, () =>
    ask('GET /api/v1/sanctions', { query: { list } }),
  )
  const items = useRef<HTMLUListElement>(null)
  useDesk(reload)
  useTitle(words.title)
  useRowKeys(items)
  return (
    <div class="co-page co-sanctions-page">
      <div class="co-page-head">
        <h1 tabIndex={-1}>{words.title}</h1>
        {office.value === 'owner' && (
          <a class="aw-quiet" href={href.people()}>
            {standing.toRoles}
          </a>
        )}
      </div>
      <p class="co-hint">{words.hint}</p>
      <div class="co-tabs">
        <nav aria-label={words.tabsLabel}>
          {SANCTION_LISTS.map((one) => (
            <a key={one} href={href.sanctions(one)} aria-current={one === list ? 'page' : undefined}>
              {words.tabs[one]}
              {one !== 'holding' && data && data.counts[one] > 0 && <span class="co-count"> {data.counts[one]}</span>}
            </a>
          ))}
        </nav>
      </div>
      {failure && !data && <Failed failure={failure} onRetry={reload} />}
      {!data && !failure && <Loading />}
      {data?.sanctions.length === 0 && <Empty>{noneOf(list)}</Empty>}
      <ul class="co-sanctions" ref={items}>
        {data?.sanctions.map((one) => (
          <SanctionItem key={one.id} sanction={one} named onChanged={reload} />
        ))}
      </ul>
    </div>
  )
}
