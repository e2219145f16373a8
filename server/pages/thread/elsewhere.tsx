import { casePath, headlineOf, type Published, sentenceOf } from '../finding/about.ts'

/** Posts on other sites about the story that were checked. */
export function Elsewhere({ cases }: { cases: readonly Published[] }) {
  return (
    <section class="thread-elsewhere">
      <h3>Elsewhere: posts about this story that were checked</h3>
      <ul>
        {cases.map((found) => (
          <li>
            <bdi>{found.outside?.postedBy}</bdi> on {found.outside?.host}:{' '}
            <a href={casePath(found.reference)}>{headlineOf(found).toLowerCase()}</a>. {sentenceOf(found)}
          </li>
        ))}
      </ul>
    </section>
  )
}
