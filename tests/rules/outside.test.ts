import fc from 'fast-check'
import { getDomain } from 'tldts'
import { describe, expect, it } from 'vitest'
import { canonicalPostUrl } from '../../server/outside/rules.ts'

const key = (url: string) => canonicalPostUrl(url)?.key
const sentTo = (url: string) => canonicalPostUrl(url)?.url

/** What is unique, and ways to write it. */
const spellings: [string, string[]][] = [
  [
    'news.example/a/b',
    [
      'http://news.example/a/b',
      'https://NEWS.example:443/a/b/',
      'http://news.example:80/a/b#comments',
      'https://news.example./a/b',
      'https://www.news.example/a/b?',
      'https://m.news.example/a/b?utm_source=x&fbclid=y',
      'https://mobile.news.example/%61/b',
      'https://news.example/x/../a/%62?&igsh=1',
      '  https://news.example/a/b\n',
    ],
  ],
  ['news.example/a?a=1&b=2', ['https://news.example/a?b=2&a=1', 'https://news.example/a?a=%31&b=2&gclid=3']],
  [
    'news.example/caf%C3%A9',
    ['https://news.example/café', 'https://news.example/caf%c3%a9', 'https://news.example/cafe\u0301'],
  ],
  ['news.example/a_(b)', ['https://news.example/a_(b)', 'https://news.example/a_%28b%29']],
  ['xn--caf-dma.example/a', ['https://café.example/a', 'https://XN--CAF-DMA.example/a', 'https://CAFÉ.example/a']],
  [
    'old.example/page#!/posts/7',
    [
      'https://old.example/page#!/posts/7',
      'http://www.old.example/page/#!/posts/7/',
      'http://old.example/page#!/p%6fsts/7',
    ],
  ],
  [
    'news.example/2020/01/ferry-sinks',
    [
      'https://news.example/2020/01/ferry-sinks/amp/',
      'https://amp.news.example/2020/01/ferry-sinks',
      'https://news.example/2020/01/ferry-sinks.amp',
      'https://news.example/2020/01/ferry-sinks?amp=1',
      'https://news.example/2020/01/ferry-sinks?outputType=amp',
      'https://www.google.com/amp/s/news.example/2020/01/ferry-sinks/amp/',
      'https://google.co.uk/amp/news.example/2020/01/ferry-sinks',
      'https://news-example.cdn.ampproject.org/c/s/news.example/2020/01/ferry-sinks?amp_js_v=0.1&usqp=x',
    ],
  ],
  [
    'x.com/status/167135202836094977',
    [
      'https://twitter.com/#!/lss007/status/167135202836094977',
      'http://twitter.com/lss007/statuses/167135202836094977',
      'https://mobile.twitter.com/lss007/status/167135202836094977?s=20',
      'https://www.twitter.com/LSS007/status/167135202836094977/photo/1',
      'https://x.com/renamed/status/167135202836094977?t=abc&s=19#m',
      'https://x.com/i/web/status/167135202836094977',
      'https://twitter.com/statuses/167135202836094977/',
    ],
  ],
  [
    'youtube.com/watch?v=dQw4w9WgXcQ',
    [
      'https://youtu.be/dQw4w9WgXcQ?si=x&t=3',
      'http://m.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&feature=share',
      'https://www.youtube.com/shorts/dQw4w9WgXcQ',
      'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=1',
      'https://music.youtube.com/watch?v=dQw4w9WgXcQ',
    ],
  ],
  [
    'weibo.com/status/3501756485200075',
    [
      'https://weibo.com/1642591402/z0JH2lOMb',
      'http://www.weibo.com/1642591402/z0JH2lOMb?type=comment#_rnd1',
      'https://m.weibo.cn/status/3501756485200075',
      'https://m.weibo.cn/detail/3501756485200075',
      'https://m.weibo.cn/1642591402/3501756485200075',
      'https://m.weibo.cn/status/z0JH2lOMb?jumpfrom=weibocom',
      'http://weibo.com/1642591402/profile#!/1642591402/z0JH2lOMb',
    ],
  ],
  [
    'reddit.com/comments/abc123',
    [
      'https://old.reddit.com/r/news/comments/abc123/some_words/',
      'https://np.reddit.com/r/news/comments/abc123',
      'https://new.reddit.com/user/somebody/comments/ABC123/other_words?share_id=x',
      'https://redd.it/abc123',
    ],
  ],
  [
    'reddit.com/comments/abc123/def456',
    [
      'https://www.reddit.com/r/news/comments/abc123/some_words/def456/?context=3',
      'https://www.reddit.com/r/news/comments/abc123/comment/def456/',
    ],
  ],
  [
    'facebook.com/permalink.php?id=7&story_fbid=pfbid0Ab',
    [
      'https://m.facebook.com/story.php?story_fbid=pfbid0Ab&id=7&mibextid=x',
      'https://www.facebook.com/permalink.php?id=7&story_fbid=pfbid0Ab&__cft__=y',
      'https://de-de.facebook.com/permalink.php?id=7&story_fbid=pfbid0Ab',
    ],
  ],
  [
    'en.wikipedia.org/wiki/Ferry',
    ['https://en.m.wikipedia.org/wiki/Ferry#History', 'http://en.wikipedia.org/wiki/Ferry'],
  ],
]

describe('the identity of a post elsewhere', () => {
  it.each(spellings.flatMap(([expected, urls]) => urls.map((url) => [url, expected])))('%s is %s', (url, expected) => {
    expect(key(url)).toBe(expected)
  })

  it.each([
    ['capitals of the path', 'https://a.example/P', 'https://a.example/p'],
    ['the query', 'https://a.example/?p=1', 'https://a.example/?p=2'],
    ['an unusual port', 'https://a.example:8443/p', 'https://a.example/p'],
    ['what follows #!', 'https://a.example/#!/1', 'https://a.example/#!/2'],
    ['an encoded slash', 'https://a.example/p%2Fq', 'https://a.example/p/q'],
    ['an encoded question mark', 'https://a.example/p%3Fq', 'https://a.example/p?q'],
    ['the number', 'https://x.com/a/status/1', 'https://x.com/a/status/12'],
    ['whose blog it is', 'https://m.github.io/p', 'https://github.io/p'],
    ['who owns the name', 'https://www.co.uk/p', 'https://co.uk/p'],
    ['a page about amplifiers', 'https://a.example/products/amp', 'https://a.example/products'],
    ['the comment below a video', 'https://youtu.be/dQw4w9WgXcQ', 'https://youtube.com/watch?v=dQw4w9WgXcQ&lc=Ugx1'],
    ['a list of people, not a post', 'https://weibo.com/16/following', 'https://m.weibo.cn/status/following'],
    ['a name that only ends alike', 'https://nottwitter.com/a/status/1', 'https://twitter.com/a/status/1'],
  ])('differs by %s', (_, one, other) => {
    expect(key(one)).toBeDefined()
    expect(key(one)).not.toBe(key(other))
  })

  it.each([
    [
      'as given, without tracking and fragment',
      'https://a.example/b?z=1&utm_medium=m&a#c',
      'https://a.example/b?z=1&a',
    ],
    ['with the host that was given, mobile or not', 'http://m.a.example/b/', 'http://m.a.example/b/'],
    ['with #! where it is the address', 'http://a.example/#!/b', 'http://a.example/#!/b'],
    ['by path where #! was once used', 'http://twitter.com/#!/a/status/1', 'https://x.com/a/status/1'],
    ['to the page for large screens', 'https://de.m.wikipedia.org/wiki/F', 'https://de.wikipedia.org/wiki/F'],
    [
      'to the writer’s page where it is told',
      'https://m.weibo.cn/16/3501756485200075',
      'https://weibo.com/16/3501756485200075',
    ],
    ['to the original', 'https://www.google.com/amp/s/a.example/b', 'https://a.example/b'],
  ])('sends people %s', (_, given, expected) => {
    expect(sentTo(given)).toBe(expected)
  })

  it('names the host for people, in letters that cannot be mistaken', () => {
    const host = (url: string) => canonicalPostUrl(url)?.host
    expect(host('https://www.a.example:8443/b')).toBe('a.example:8443')
    expect(host('https://mobile.twitter.com/a/status/1')).toBe('x.com')
    expect(host('https://аpple.com/')).toBe('xn--pple-43d.com')
  })

  it.each([
    '',
    'words',
    'a.example/b',
    'ftp://a.example/b',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://me@a.example/',
    'https://:secret@a.example/',
    'https://localhost/b',
    'https://x.localhost/b',
    'https://intranet/b',
    'http://127.0.0.1/b',
    'http://2130706433/b',
    'http://0x7f.1./b',
    'http://[::1]/b',
    'https://../b',
    `https://a.example/${'x'.repeat(2_000)}`,
    `https://a.example/${'é'.repeat(700)}`,
  ])('is none for %s', (input) => {
    expect(canonicalPostUrl(input)).toBeUndefined()
  })
})

describe('any address', () => {
  const sites = [
    ...['a.example', 'www.a.example', 'm.github.io', 'm.b.co.uk', 'twitter.com', 'mobile.twitter.com', 'x.com'],
    ...['youtu.be', 'm.youtube.com', 'weibo.com', 'm.weibo.cn', 'old.reddit.com', 'redd.it', 'm.facebook.com'],
    ...['en.m.wikipedia.org', 'www.google.com', 'a-example.cdn.ampproject.org', 'amp.a.example', 'www.m.com', 'm.m'],
  ]
  const words = [
    ...['status', 'statuses', 'i', 'web', 'comments', 'r', 'amp', 's', 'c', 'a.example', 'watch', 'shorts', 'detail'],
    ...['story.php', 'dQw4w9WgXcQ', 'z0JH2lOMb', '3501756485200075', '1', 'é', '%', '%2f', '%C3', '%c3%a9', '..', '#!'],
    ...['?', '&', '#', '?v=dQw4w9WgXcQ', '&utm_source=x', '&amp=1', 'ferry-2', 'b.amp.html', '%2e', "'|[]", '\\', ' '],
  ]
  const address = fc
    .tuple(
      fc.constantFrom('http://', 'https://', 'HTTP://'),
      fc.constantFrom(...sites),
      fc.constantFrom('', '.', ':80', ':443', ':8080'),
      fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6, unit: 'grapheme' })), { maxLength: 7 }),
    )
    .map(([scheme, host, port, path]) => `${scheme}${host}${port}/${path.join('/')}`)
  const anything = fc.oneof(address, fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string())

  it('has a canonical form that is its own', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const once = canonicalPostUrl(input)
        if (once) expect(canonicalPostUrl(once.url)).toEqual(once)
      }),
      { numRuns: 3_000, examples: [['http://m.facebook.com/status/#!']] },
    )
  })

  it('stays with its owner, but for sites with several names and copies of Google’s', () => {
    const moves = ['x.com', 'youtube.com', 'weibo.com', 'weibo.cn', 'reddit.com']
    const owner = (url: string) => getDomain(url, { allowPrivateDomains: true })
    fc.assert(
      fc.property(address, (input) => {
        const { url, key, host } = canonicalPostUrl(input) ?? {}
        if (url === undefined || key === undefined || host === undefined) return
        const copied = /google\.com|ampproject/.test(input)
        if (!copied && !moves.includes(owner(url) ?? ''))
          expect(owner(url)).toBe(owner(new URL(input.trim()).hostname.replace(/\.$/, '')))
        expect(owner(`https://${host}/`)).toBe(owner(url))
        if (owner(url) !== 'weibo.cn') expect(owner(`https://${key}`)).toBe(owner(url))
      }),
      { numRuns: 3_000 },
    )
  })

  it('never throws, and is short enough for an index', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.string({ unit: 'binary', maxLength: 3_000 })), (input) => {
        const { url = '', key = '' } = canonicalPostUrl(input) ?? {}
        expect(Math.max(url.length, key.length)).toBeLessThanOrEqual(2_000)
      }),
    )
  })
})
