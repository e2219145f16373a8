import { When } from '../../ui/when.tsx'
import type { CaseFile } from '../shapes.ts'
import { common } from '../strings.ts'
import { file as words } from '../strings-cases.ts'

type Outside = NonNullable<CaseFile['outside']>

/** Who posted it and where, with the way there. */
export function OutsideOrigin({ outside }: { outside: Outside }) {
  return (
    <a class="aw-link" href={outside.url} target="_blank" rel="noopener nofollow noreferrer">
      {words.posted(outside.postedBy, outside.host)}
      <span class="aw-hidden"> {common.newTab}</span>
    </a>
  )
}

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code
  } catch {
    return code // not a code this browser knows
  }
}

/** The post in the language it is not judged in, who is said to have written it first, whether the link still leads there. */
export function OutsideFacts({ outside, claimIn }: { outside: Outside; claimIn: CaseFile['claimIn'] }) {
  const other = claimIn === 'translation' ? outside.text : outside.translation
  return (
    <div class="co-outside">
      {other !== '' && (
        <>
          <p class="co-since-title">
            {claimIn === 'translation' ? words.original(languageName(outside.language)) : words.translation}
          </p>
          <p class="co-passage-text" dir="auto" lang={claimIn === 'translation' ? outside.language : undefined}>
            {other}
          </p>
        </>
      )}
      <p class="co-hint">
        {claimIn === 'translation' && `${words.inTranslation} `}
        {outside.originatedBy !== '' && `${words.origin(outside.originatedBy)} `}
        {words.links[outside.linkState]}
        {outside.linkCheckedAt && (
          <>
            {', '}
            <When at={outside.linkCheckedAt} />.
          </>
        )}
      </p>
    </div>
  )
}
