import { describe, expect, it } from 'vitest'
import { renderMarkdown, renderUpdate } from '../../server/text/markdown.ts'
import { plainText } from '../../server/text/plain.ts'
import { renderProse } from '../../server/text/render.ts'
import { cleanArticle, cleanUpdate } from '../../server/text/sanitize.ts'

describe('a comment’s Markdown', () => {
  it('renders the subset', () => {
    const html = renderMarkdown('One *two* **three** `four`\nfive\n\n> quoted\n\n- a\n- b\n\n1. c\n\n```\ncode\n```')
    for (const part of [
      '<em>two</em>',
      '<strong>three</strong>',
      '<code>four</code>',
      '<br />',
      '<blockquote>',
      '<ul>',
      '<ol>',
      '<pre>',
    ])
      expect(html).toContain(part)
  })

  it('marks every link as a reader’s and keeps web addresses only', () => {
    expect(renderMarkdown('see https://a.example/x')).toContain(
      '<a href="https://a.example/x" rel="nofollow ugc noopener">',
    )
    for (const odd of [
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil.example',
      '/local',
      'vbscript:x',
      'JaVaScRiPt:x',
    ])
      expect(renderMarkdown(`[x](${odd})`)).not.toContain('<a')
  })

  it('shows where a link leads when its words name another host', () => {
    const html = renderMarkdown('[https://bank.example](https://thief.example/login)')
    expect(plainText(html)).toBe('https://bank.example (thief.example)')
    expect(plainText(renderMarkdown('[https://bank.example/x](https://bank.example/x)'))).toBe('https://bank.example/x')
    expect(plainText(renderMarkdown('[*bank.example*](https://thief.example)'))).toBe('bank.example (thief.example)')
    expect(plainText(renderMarkdown('[https://bank.example@x](https://thief.example)'))).toContain('(thief.example)')
  })

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![x" onerror="alert(1)](https://a.example/x.png)',
    '<svg/onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '# heading\n\n<h1>x</h1>',
    '<iframe srcdoc="x">',
    '&lt;img src=x onerror=alert(1)&gt;',
  ])('lets no tag of a person’s own through: %s', (body) => {
    expect(renderMarkdown(body)).not.toMatch(/<(?!\/?(?:p|br|em|strong|code|a|blockquote|ul|ol|li|pre|del)\b)/)
    expect(renderMarkdown(body)).not.toMatch(/<[^>]*\son\w+=/)
  })

  it.each(['[x](http://a:99999/)', '[x](http://[)', '<http://%>', '[x](http://a%b/)'])(
    'links nothing but whole addresses: %s',
    (body) => {
      const links = [...renderMarkdown(body).matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '')
      expect(links.filter((link) => !URL.canParse(link) || !body.includes(link))).toEqual([])
    },
  )

  it('turns no entity into a character that could not be typed', () => {
    expect(plainText(renderMarkdown('abc &#x202e;gnp.exe'))).toBe('abc &#x202e;gnp.exe')
    expect(() => renderProse('\u00ad \u200d')).toThrow('nothing to show')
  })

  it('is empty when there is nothing to show', () => {
    expect(renderMarkdown('[]: x')).not.toBe(undefined)
    expect(renderMarkdown('   ')).toBe('')
  })
})

describe('an update’s footnotes', () => {
  const shown = (body: string) => renderUpdate(body, 'k')
  const count = (html: string) => html.split('role="doc-noteref"').length - 1

  it('are numbered through the text and its quotations, and stand at the end with a way back', () => {
    const html = shown('It left at noon ((by *our* clock)), they say.\n\n> So it did ((in a\n> quotation)).')
    expect(html).toContain('noon<sup><a role="doc-noteref" href="#fn-k-1" id="fnref-k-1">1</a></sup>, they say.')
    expect(html).toContain(
      '<blockquote>\n<p>So it did<sup><a role="doc-noteref" href="#fn-k-2" id="fnref-k-2">2</a></sup>.',
    )
    expect(html).toMatch(
      /<section role="doc-endnotes"><ol><li id="fn-k-1">by <em>our<\/em> clock <a role="doc-backlink" href="#fnref-k-1">.*<\/ol><\/section>$/s,
    )
  })

  it('leave the words as they are for whoever quotes them', () => {
    const text = plainText(shown('It left at noon ((by our clock)), they say.'))
    expect(text).toBe('It left at noon, they say.\n\nby our clock')
  })

  it('are not made in comments', () => {
    expect(renderMarkdown('a ((b)) c')).toBe('<p>a ((b)) c</p>')
  })

  it.each([
    ['an address with parentheses', '((see https://a.example/x_(y)))', 'href="https://a.example/x_(y)"', 1],
    ['a note in a note', 'a ((b ((c)) d)) e', '>b ((c)) d <', 1],
    ['one without an end', 'a ((b and ((c)) d', 'a ((b and<sup>', 1],
    ['nothing in it', 'a (( )) b', 'a (( )) b', 0],
    ['sums', '((a+b)x(c))', '((a+b)x(c))', 0],
    ['code', '`((a))`', '<code>((a))</code>', 0],
    ['what was written not to be one', '\\((a))', '((a))', 0],
    ['the words of a link', '[a ((b))](https://a.example)', '>a ((b))</a>', 0],
  ])('%s', (_, body, part, notes) => {
    expect(shown(body)).toContain(part)
    expect(count(shown(body))).toBe(notes)
  })

  it('let no tag through, show where a link leads, and make no link of a person’s own within the page', () => {
    const html = shown('((<img src=x onerror=alert(1)> [https://bank.example](https://thief.example) [x](#fn-k-1)))')
    expect(html).not.toMatch(/<img|onerror=[^ ]*"/)
    expect(plainText(html)).toContain('https://bank.example (thief.example) [x](#fn-k-1)')
    expect(html.match(/href="#/g)).toHaveLength(2)
  })

  it.each([
    ['a thousand of them', '((a)) '.repeat(1_000), 1_000],
    ['more than a thousand', '((a)) '.repeat(1_500), 1_000],
    ['ten thousand that begin', '(('.repeat(10_000), 0],
    ['five thousand without an end', '((a '.repeat(5_000), 0],
    ['ten thousand parentheses around one another', '('.repeat(10_000) + ')'.repeat(10_000), 1],
    ['beside brackets that never close', '[(('.repeat(6_000), 0],
    ['in brackets that never close', '[((a)) '.repeat(2_500), 1_000],
  ])('take no time worth mentioning: %s', { timeout: 4_000 }, (_, body, notes) => {
    expect(count(shown(body))).toBe(notes)
  })

  it('are all the sanitiser lets through beside a comment’s tags', () => {
    const odd =
      '<a id="x" href="#y" role="doc-noteref">a</a><a href="#fn-k-1" onclick="x()">b</a><li id="thread">c</li><section class="x" role="main">d</section>'
    expect(cleanUpdate(odd)).toBe(
      '<a href="#y" rel="nofollow ugc noopener">a</a><a href="#fn-k-1" rel="nofollow ugc noopener">b</a><li>c</li><section role="doc-endnotes">d</section>',
    )
  })
})

describe('plain text', () => {
  it('parts paragraphs by an empty line and keeps characters as they are', () => {
    expect(plainText(renderMarkdown('Tom & "Jo" < 3\n\nnext\nline'))).toBe('Tom & "Jo" < 3\n\nnext\nline')
  })
})

describe('an article’s HTML', () => {
  it('keeps what an article needs and nothing that runs', () => {
    const html = cleanArticle(
      '<h1>T</h1><p onclick="x()" style="color:red">A <b>b</b><script>x()</script></p><iframe src="x"></iframe><img src="javascript:x" alt="a"><a href="javascript:x">y</a><form><input></form>',
    )
    expect(html).toContain('<h2>T</h2>')
    expect(html).toContain('<p>A <b>b</b></p>')
    expect(html).not.toMatch(/script|onclick|style|iframe|form|input/)
  })
})
