import { feedFormats, feedPath, formatNames, type NamedFeed } from './addresses.ts'

/** The feeds of a page, for people to subscribe to. */
export function FeedWords({ feeds }: { feeds: readonly NamedFeed[] }) {
  return (
    <section class="feeds" aria-labelledby="feeds">
      <h2 id="feeds">Feeds</h2>
      <ul>
        {feeds.map(({ name, storyId, title }) => (
          <li>
            {title}:{' '}
            {feedFormats.map((format, at) => (
              <>
                {at > 0 && ', '}
                <a href={feedPath(name, format, storyId)}>{formatNames[format]}</a>
              </>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
