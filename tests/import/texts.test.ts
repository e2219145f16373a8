import { describe, expect, it } from 'vitest'
import { feedTimeOf, timeOf } from '../../server/import/wordpress/dates.ts'
import { fateOf, inOrder, siteKeyOf, whyNoStory } from '../../server/import/wordpress/rules.ts'
import { articleOf, commentOf, lineOf, nameOf } from '../../server/import/wordpress/texts.ts'
import { plainText } from '../../server/text/plain.ts'
import { NOW } from './support.ts'

describe('texts of WordPress', () => {
  it('makes paragraphs of texts written before blocks', () => {
    expect(articleOf('One\r\ntwo.\r\n\r\nThree <em>and</em> four.\n<ul>\n<li>a</li>\n</ul>\nFive.')).toBe(
      '<p>One<br />two.</p>\n<p>Three <em>and</em> four.</p>\n<ul>\n<li>a</li>\n</ul><p>Five.</p>',
    )
  })

  it('keeps paragraphs that are there, and takes block markers away', () => {
    const html = articleOf('<!-- wp:paragraph {"a":1} -->\n<p>One.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:more /-->')
    expect(html).toBe('<p>One.</p>')
  })

  it('drops shortcodes and keeps captions, brackets of people and escaped shortcodes', () => {
    const html = articleOf(
      'He “said” it [sic] [1].\n\n[gallery ids="1,2"]\n\n[caption id="x" width="3"]<img src="https://a.example/i.png"> At dawn[/caption]\n\n' +
        'Write [[gallery]] so. [contact-form-7 id="9" title="Us"]inner[/contact-form-7]',
    )
    expect(plainText(html)).toBe('He “said” it [sic] [1].\n\nAt dawn\n\nWrite [gallery] so. inner')
  })

  it('leaves nothing of scripts, frames and traps', () => {
    const html = articleOf(
      'A<script>steal()</script><iframe src="https://x.example"></iframe> <a href="javascript:x()">b</a> <img src=x onerror=x()>',
    )
    expect(html).not.toMatch(/script|iframe|onerror|javascript/)
    expect(commentOf('<svg onload=x()><p>Hello <b onclick="x()">you</b></p>').html).toBe(
      '<p>Hello <strong>you</strong></p>',
    )
  })

  it('makes plain paragraphs of headings and tables in comments', () => {
    expect(commentOf('<h1>Big</h1>small\nagain<table><tr><td>cell</td></tr></table>').html).toBe(
      '<p>Big</p>\n<p>small<br />again</p>\n<p>cell</p>',
    )
  })

  it('finds nothing to show in pictures and empty tags', () => {
    expect(commentOf(' <p>&nbsp;</p> <img src="https://a.example/i.png"> ').text).toBe('')
  })

  it('takes time in proportion to the text, whatever it is', { timeout: 10_000 }, () => {
    for (const part of ['<a', '<!--', '[a ', '[[a x=', '<ul>', '</ul>', '<ul></ol>', '\n \n', '&#', '<p <', '["'])
      commentOf(part.repeat(20_000))
  })

  it('makes one line of titles and names', () => {
    expect(lineOf('Tom &amp; <em>Jerry</em>\n&#8238;again\u0007', 300)).toBe('Tom & Jerry again')
    expect(lineOf('ship '.repeat(100), 20)).toBe('ship ship ship ship…')
    expect(nameOf('otto.berg@mail.example')).toBe('otto.berg')
    expect(nameOf('Otto @ home')).toBe('Otto @ home')
  })
})

describe('dates of WordPress', () => {
  it('reads what can be, and nothing else', () => {
    expect(timeOf('2024-01-11 10:00:05', NOW)).toBe(Date.UTC(2024, 0, 11, 10, 0, 5))
    for (const odd of [
      '0000-00-00 00:00:00',
      '2024-02-31 10:00:00',
      '2024-13-01 10:00:00',
      'soon',
      '',
      '1824-01-01 00:00:00',
    ])
      expect(timeOf(odd, NOW), odd).toBeUndefined()
    expect(timeOf('2024-06-01 00:00:01', NOW)).toBeUndefined()
    expect(feedTimeOf('Wed, 10 Jan 2024 08:30:00 +0000', NOW)).toBe(Date.UTC(2024, 0, 10, 8, 30))
    expect(feedTimeOf('Mon, 30 Nov -0001 00:00:00 +0000', NOW)).toBeUndefined()
  })
})

describe('what becomes of what', () => {
  it('imports what anyone could read', () => {
    const post = { id: '1', type: 'post', status: 'publish', password: '' }
    expect(whyNoStory(post)).toBeUndefined()
    expect(whyNoStory({ ...post, password: 'x' })).toBe('password')
    expect(whyNoStory({ ...post, status: 'auto-draft' })).toBe('draft')
    expect(whyNoStory({ ...post, id: '1abc' })).toBe('no_id')
    expect(whyNoStory({ ...post, type: 'constructor' })).toBe('other_type')
  })

  it('holds a comment in a state that nobody knows', () => {
    expect(fateOf({ id: '1', type: '', approved: '1' })).toBe('visible')
    expect(fateOf({ id: '1', type: 'comment', approved: 'odd' })).toBe('pending')
    expect(fateOf({ id: '1', type: 'toString', approved: '1' })).toBe('other_comment')
    expect(fateOf({ id: '1', type: '', approved: 'constructor' })).toBe('pending')
  })

  it('knows a site by its address without scheme and last slash', () => {
    expect(siteKeyOf('http://A.example/blog/')).toBe(siteKeyOf('https://a.example/blog'))
  })

  it('orders by time with parents first, in a ring too, however deep', () => {
    const comment = (id: string, parent: string, createdAt: number) => ({ id, parent, createdAt, changed: [] })
    const ordered = inOrder([comment('3', '2', 5), comment('2', '', 10), comment('1', '', 7)])
    expect(ordered.map(({ id }) => id)).toEqual(['1', '2', '3'])
    const ring = inOrder([comment('1', '3', 1), comment('2', '1', 2), comment('3', '2', 3), comment('4', '4', 4)])
    expect(ring.map(({ id, parent }) => `${id}<${parent}`)).toEqual(['1<', '2<1', '3<2', '4<'])
    const deep = inOrder(Array.from({ length: 20_000 }, (_, i) => comment(String(i + 1), String(i + 2), i)).reverse())
    expect(deep[0]?.id).toBe('20000')
  })
})
