import { OAuth2Server } from 'oauth2-mock-server'
import type { TestPerson } from './start-server.ts'

export interface Provider {
  issuer: string
  /** What it says of whoever signs in, beyond what a token needs. */
  claims: Record<string, unknown>
  /** What it says when it is asked once more. */
  userinfo: Record<string, unknown>
  /** What it puts into the address people go back to, in place of a code. */
  refusal: string | undefined
  close(): Promise<void>
}

/** An OpenID provider on loopback that lets everybody in without asking. */
export async function startProvider(): Promise<Provider> {
  const server = new OAuth2Server()
  await server.issuer.keys.generate('RS256')
  await server.start(0, '127.0.0.1')
  const provider: Provider = {
    issuer: server.issuer.url ?? '',
    claims: {},
    userinfo: {},
    refusal: undefined,
    close: () => server.stop(),
  }
  server.service.on('beforeTokenSigning', (token) => Object.assign(token.payload, provider.claims))
  server.service.on('beforeUserinfo', ({ body }) => Object.assign(body as object, provider.userinfo))
  server.service.on('beforeAuthorizeRedirect', ({ url }) => {
    if (!provider.refusal) return
    url.searchParams.delete('code')
    url.searchParams.set('error', provider.refusal)
  })
  return provider
}

/** Puts a provider on the sign-in page under an id. */
export async function allowProvider(owner: TestPerson, { issuer }: Provider, id: string, name: string): Promise<void> {
  const { settings } = await owner.call('GET /api/v1/site')
  const others = settings.signIn.providers.filter((one) => one.id !== id)
  const providers = [...others, { id, name, issuer, clientId: 'afterword', isOn: true }]
  await owner.call('PATCH /api/v1/site/settings', { body: { signIn: { ...settings.signIn, providers } } })
  const input = { params: { id }, body: { secret: 'a secret between the two' } }
  await owner.call('PUT /api/v1/site/sign-in/providers/:id/secret', input)
}
