import type * as z from 'zod'
import { canDo, stageWords } from '../../../client/widget/case/stage.ts'
import { strings } from '../../../client/widget/case/strings.ts'
import { readMyCases } from '../../cases/my-cases.ts'
import type { Context } from '../../context.ts'
import type { MyCase } from '../../contract/my-cases.ts'
import { renderPage } from '../layout.tsx'
import { Moment, momentWords } from '../moment.tsx'
import type { Person } from '../thread/person.ts'
import { MY_CASES, myCasePath } from './addresses.ts'
import { words } from './words.ts'

/** The cases that somebody is part of, newest first. @param after the last one of the page before. */
export async function caseListPage(ctx: Context, person: Person, after: string | undefined): Promise<string> {
  const { cases, next } = await readMyCases(ctx, person.reader, after)
  const props = { title: words.title, description: words.description, hidden: true, scripts: ['pages'] }
  return renderPage(
    ctx,
    props,
    <div class="sheet my-cases">
      <header class="sheet-head">
        <h1>{words.title}</h1>
        <p>{cases.length === 0 ? `${strings.noCases} ${strings.noCasesWhy}` : words.description}</p>
      </header>
      {cases.length > 0 && (
        <ol class="register">
          {cases.map((one) => (
            <Row one={one} now={ctx.now()} />
          ))}
        </ol>
      )}
      {next !== null && (
        <nav class="pager" aria-label={words.title}>
          <a href={`${MY_CASES}?after=${next}`} rel="next">
            {words.earlier}
          </a>
        </nav>
      )}
    </div>,
  )
}

function Row({ one, now }: { one: z.output<typeof MyCase>; now: number }) {
  const act = canDo(one, now, (iso) => momentWords(Date.parse(iso)))
  return (
    <li>
      <Moment at={Date.parse(one.createdAt)} />
      <div>
        <h2>
          <a href={myCasePath(one.id)}>
            <bdi>{one.storyTitle}</bdi>
          </a>
        </h2>
        <p>
          {stageWords(one)} {act && <b>{act}</b>}
        </p>
        <p class="my-case-hint">
          <span class="aw-figures">{one.reference}</span> ·{' '}
          {one.outsideUrl ? strings.flaggedPost : strings.parts[one.part]}
        </p>
      </div>
    </li>
  )
}
