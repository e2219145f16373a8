import { describe, expect, it } from 'vitest'
import { isOwnPage, mayBeginStory, pageTextEffect, urlKeyOf } from '../../server/stories/rules.ts'

const own = 'https://comments.example.org'
const key = (url: string) => urlKeyOf(url, own)

describe('the identity of a page', () => {
  it.each([
    'http://news.example/a/b',
    'https://news.example/a/b/',
    'https://NEWS.example:443/a/b#comments',
    'https://www.news.example/a/b?utm_source=x&fbclid=y',
  ])('is the same for %s', (url) => {
    expect(key(url)).toBe('news.example/a/b')
  })

  it('keeps what makes another page: path, query, port', () => {
    const urls = ['https://n.example/a', 'https://n.example/A', 'https://n.example/a?id=2', 'https://n.example:8443/a']
    expect(new Set(urls.map(key)).size).toBe(4)
    expect(key('https://n.example/?b=2&a=1')).toBe(key('https://n.example/?a=1&b=2'))
  })

  it('is the path alone on the server’s own pages, so that it survives a move', () => {
    expect(key(`${own}/stories/ferry`)).toBe('self:/stories/ferry')
    expect(urlKeyOf('http://127.0.0.1:9999/stories/ferry', 'http://127.0.0.1:9999')).toBe('self:/stories/ferry')
  })
})

it('lets pages of allowed origins only begin stories', () => {
  expect(mayBeginStory('https://news.example/x', ['https://news.example'])).toBe(true)
  expect(mayBeginStory('http://news.example/x', ['https://news.example'])).toBe(false)
  expect(mayBeginStory('https://news.example.evil/x', ['https://news.example'])).toBe(false)
})

describe('a text that a browser read off the page', () => {
  const page = (isConfirmed: boolean, isSame: boolean) => ({ via: 'page' as const, isConfirmed, isSame })

  it('is the first, confirms, or takes the place of another page’s text with a second network’s word only', () => {
    expect(pageTextEffect(undefined, 0)).toBe('revise')
    expect(pageTextEffect(page(false, true), 0)).toBe('nothing')
    expect(pageTextEffect(page(false, true), 1)).toBe('confirm')
    expect(pageTextEffect(page(true, true), 5)).toBe('nothing')
    for (const isConfirmed of [true, false]) {
      expect(pageTextEffect(page(isConfirmed, false), 0)).toBe('nothing')
      expect(pageTextEffect(page(isConfirmed, false), 1)).toBe('revise')
    }
  })

  it('does nothing beside a text that was sent or imported', () => {
    for (const via of ['api', 'import'] as const)
      for (const isSame of [true, false]) expect(pageTextEffect({ via, isConfirmed: true, isSame }, 9)).toBe('nothing')
  })

  it('comes from a page of the story’s own origin, which the site allows', () => {
    const url = 'https://n.example/a'
    expect(isOwnPage(url, 'https://n.example', ['https://n.example'])).toBe(true)
    for (const origin of [undefined, 'null', 'http://n.example', 'https://www.n.example', 'https://n.example:8443'])
      expect(isOwnPage(url, origin, ['https://n.example', 'https://www.n.example'])).toBe(false)
    expect(isOwnPage(url, 'https://n.example', [])).toBe(false)
  })
})
