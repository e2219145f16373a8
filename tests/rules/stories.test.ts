import { describe, expect, it } from 'vitest'
import { mayBeginStory, urlKeyOf } from '../../server/stories/rules.ts'

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
