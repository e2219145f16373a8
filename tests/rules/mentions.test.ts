import { expect, it } from 'vitest'
import { renderMarkdown } from '../../server/text/markdown.ts'
import { linkMentions, mentionedComments, mentionsIn, namesOf } from '../../server/text/mentions.ts'

const people = [
  ...['Ann', 'Ann Lee', 'Bob Ó Briain', 'Jean-Luc', 'AT&T Fan', 'Dr. No', '李小龙'].map((name) => ({
    personId: name,
    name,
  })),
  ...[1, 2].map((n) => ({ personId: `sam-${n}`, name: 'Sam' })),
]
const names = namesOf(people)
const called = (body: string) => mentionsIn(renderMarkdown(body), names)

it.each([
  ['Well, @Ann, no.', ['Ann']],
  ['@Ann Lee is right', ['Ann Lee']],
  ['@ann lee’s right; (@ANN)', ['Ann Lee', 'Ann']],
  ['@Ann Leek is a vegetable of @Ann', ['Ann']],
  ['as @Bob O\u0301 Briain said', ['Bob Ó Briain']],
  ['@Jean-Luc!', ['Jean-Luc']],
  ['@AT&T Fan?', ['AT&T Fan']],
  ['@Dr. No. Never.', ['Dr. No']],
  ['@李小龙', ['李小龙']],
  ['*@Ann* and **@Ann Lee**', ['Ann', 'Ann Lee']],
])('%j calls %j', (body, expected) => {
  expect(called(body)).toEqual(expected)
})

it.each([
  ['nobody here', '@Nobody'],
  ['who shares a name', '@Sam'],
  ['an e-mail address', 'mail@ann or me.@ann'],
  ['part of a name', '@Annabel, @Jean, @Ann-Marie'],
  ['within a link', '[@Ann](https://example.org)'],
  ['within code', '`@Ann`'],
  ['within somebody else’s words', '> @Ann\n\nNo.'],
])('%s is not called', (_, body) => {
  expect(called(body)).toEqual([])
})

it('what is called is a link to a comment, and nothing else of the text changes', () => {
  const id = '01890000-0000-7000-8000-000000000000'
  const html = renderMarkdown('@Ann & @Ann Lee <b>')
  const linked = linkMentions(html, names, (personId) => (personId === 'Ann' ? id : undefined))
  expect(linked).toBe(`<p><a href="#comment-${id}">@Ann</a> &amp; @Ann Lee &lt;b&gt;</p>`)
  expect(mentionedComments(linked)).toEqual([id])
  // Nobody can write such a link themselves.
  expect(mentionedComments(renderMarkdown(`[@Ann](#comment-${id}) <a href="#comment-${id}">@Ann</a>`))).toEqual([])
})

it('calls ten people at most, and takes no longer for a text made to be slow', () => {
  const crowd = Array.from({ length: 30 }, (_, n) => ({ personId: `p${n}`, name: `Reader ${n}` }))
  const body = crowd.map(({ name }) => `@${name}`).join(', ')
  expect(mentionsIn(renderMarkdown(body), namesOf(crowd))).toHaveLength(10)
  const steps = { count: 0 }
  const counting = new (class extends Map<string, string | null> {
    override get(key: string) {
      steps.count += 1
      return super.get(key)
    }
  })()
  mentionsIn(`<p>${'@a.a.a.a '.repeat(500)}</p>`, counting)
  expect(steps.count).toBeLessThan(500 * 60)
})
