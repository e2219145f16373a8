import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '../../server/text/markdown.ts'
import { plainText } from '../../server/text/plain.ts'
import { renderProse } from '../../server/text/render.ts'
import { cleanArticle } from '../../server/text/sanitize.ts'

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
