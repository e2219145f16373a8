const words = { type: 'string', minLength: 1 } as const
const address = { type: 'string', format: 'uri', pattern: '^https?://' } as const
const date = { type: 'string', format: 'date-time' } as const
const authors = {
  type: 'array',
  minItems: 1,
  items: { type: 'object', additionalProperties: false, required: ['name'], properties: { name: words, url: address } },
} as const

/** JSON Feed 1.1 (jsonfeed.org/version/1.1), as far as this server speaks it: anything else in it is a mistake. */
export const jsonFeedSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['version', 'title', 'items', 'home_page_url', 'feed_url'],
  properties: {
    version: { const: 'https://jsonfeed.org/version/1.1' },
    title: words,
    description: words,
    home_page_url: address,
    feed_url: address,
    next_url: address,
    authors,
    items: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'content_html', 'url', 'date_published', 'date_modified'],
        properties: {
          id: { type: 'string', format: 'uri', pattern: '^urn:uuid:' },
          url: address,
          title: words,
          content_html: { type: 'string' },
          date_published: date,
          date_modified: date,
          authors,
        },
      },
    },
  },
} as const
