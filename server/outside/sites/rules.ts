/** An address on a site whose spellings are known: where to send people, and what is unique where that is less. */
interface KnownPost {
  url: string
  key?: string
}

/**
 * The one spelling of a post on a site that has several. Nothing where the site is not known, or where the address is
 * not that of a post: it is then compared like any other.
 */
export function knownPost(url: URL): KnownPost | undefined {
  if (url.port !== '') return undefined
  const host = desktopHost(url.hostname).replace(/^www\./, '')
  if (host === 'x.com') return tweet(url)
  if (/^(?:(?:m|music|gaming)\.)?youtube(?:-nocookie)?\.com$|^youtu\.be$/.test(host)) return video(host, url)
  if (/^(?:m\.)?weibo\.(?:com|cn)$/.test(host)) return weibo(url)
  if (host === 'reddit.com') return redditPost(url)
  if (host === 'redd.it') return redditShort(url)
  if (host === 'facebook.com') return facebookPost(url)
  return undefined
}

/** The host for large screens of a site whose other hosts are known to serve the same pages; else the host itself. */
export function desktopHost(host: string): string {
  if (/^(?:(?:www|m|mobile)\.)?(?:twitter|x)\.com$/.test(host)) return 'x.com'
  if (/^(?:(?:www|old|new|np|i|m|amp|sh)\.)?reddit\.com$/.test(host)) return 'www.reddit.com'
  if (/^(?:(?:www|m|mbasic|touch|web|[a-z]{2}-[a-z]{2})\.)?facebook\.com$/.test(host)) return 'www.facebook.com'
  const wiki = /^([a-z-]+)\.m\.((?:wikipedia|wiktionary|wikinews|wikiquote|wikisource|wikimedia)\.org)$/.exec(host)
  return wiki ? `${wiki[1]}.${wiki[2]}` : host
}

/** Twitter's numbers are unique without the name before them, and names change. Until 2012 posts stood behind `#!`. */
function tweet(url: URL): KnownPost | undefined {
  const path = url.pathname === '/' && url.hash !== '' ? url.hash.slice(2) : url.pathname
  const [, user = 'i', id] = /^\/?(?:(?:i\/web|(\w{1,20}))\/)?status(?:es)?\/(\d{1,20})(?![^/?])/.exec(path) ?? []
  return id === undefined ? undefined : { url: `https://x.com/${user}/status/${id}`, key: `x.com/status/${id}` }
}

/** A video, or a comment below one (`lc`). Lists and the second to begin at are another way to the same. */
function video(host: string, url: URL): KnownPost | undefined {
  const path = host === 'youtu.be' ? /^\/([\w-]{11})\/?$/ : /^\/(?:shorts|live|embed|v)\/([\w-]{11})\/?$/
  const watched = /^\/watch\/?$/.test(url.pathname) ? (url.searchParams.get('v') ?? '') : ''
  const id = path.exec(url.pathname)?.[1] ?? /^[\w-]{11}$/.exec(watched)?.[0]
  if (id === undefined) return undefined
  const comment = /^[\w.-]+$/.exec(url.searchParams.get('lc') ?? '')?.[0]
  const query = `v=${id}${comment === undefined ? '' : `&lc=${comment}`}`
  return { url: `https://www.youtube.com/watch?${query}` }
}

/** A post is named by a number on phones, and elsewhere by the same number in letters after that of its writer. */
function weibo(url: URL): KnownPost | undefined {
  const path = url.hash !== '' ? url.hash.slice(2).replace(/\?.*/, '') : url.pathname
  const [, writer = '', post = ''] =
    /^\/(\d+|status|detail|comment)\/(\d{12,20}|(?=[a-z]*[0-9A-Z])[0-9a-zA-Z]{9})\/?$/.exec(path) ?? []
  if (post === '') return undefined
  const id = /^\d{12,}$/.test(post) ? post : weiboNumber(post)
  const address = /^\d/.test(writer) ? `https://weibo.com/${writer}/${post}` : `https://m.weibo.cn/status/${post}`
  return { url: address, key: `weibo.com/status/${id}` }
}

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Each four letters, from the right, stand for seven digits. */
function weiboNumber(letters: string): string {
  const groups = [letters.slice(0, -8), letters.slice(-8, -4), letters.slice(-4)]
  const numbers = groups.map((group) => [...group].reduce((sum, letter) => sum * 62 + DIGITS.indexOf(letter), 0))
  return numbers.map((number, index) => String(number).padStart(index === 0 ? 1 : 7, '0')).join('')
}

/** A post by its number, or one comment below it by both. The community and the words of the title are decoration. */
function redditPost(url: URL): KnownPost | undefined {
  const path = /^(?:\/(?:r|u|user)\/[\w-]+)?\/comments\/(\w+)(?:\/[^/]*(?:\/(\w+))?)?\/?$/.exec(url.pathname)
  const [, post = '', comment = ''] = path ?? []
  if (post === '') return undefined
  const key = ['reddit.com/comments', post, comment].filter((part) => part !== '').join('/')
  return { url: `https://www.reddit.com${url.pathname}`, key: key.toLowerCase() }
}

function redditShort(url: URL): KnownPost | undefined {
  const post = /^\/(\w+)\/?$/.exec(url.pathname)?.[1]?.toLowerCase()
  if (post === undefined) return undefined
  return { url: `https://www.reddit.com/comments/${post}`, key: `reddit.com/comments/${post}` }
}

/** What names a post, photograph, video or comment in Facebook's queries; everything else tells the way there. */
const FACEBOOK = ['comment_id', 'fbid', 'id', 'multi_permalinks', 'reply_comment_id', 'story_fbid', 'v']

function facebookPost(url: URL): KnownPost | undefined {
  const named = FACEBOOK.flatMap((name) => {
    const value = url.searchParams.get(name)
    return value === null ? [] : [[name, value]]
  })
  const path = url.pathname.replace(/^\/story\.php$/, '/permalink.php').replace(/^\/photo\.php$/, '/photo')
  if (/^\/+$/.test(path) || url.hash !== '') return undefined
  const query = named.length > 0 ? `?${new URLSearchParams(named)}` : ''
  return { url: `https://www.facebook.com${path}${query}` }
}
