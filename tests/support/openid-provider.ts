import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { type AccountClaims, Provider } from 'oidc-provider'
import type { TestPerson } from './start-server.ts'

const clientId = 'afterword'
export const clientSecret = 'a secret between the two'

export interface OpenIdProvider {
  issuer: string
  /** Who sits before it: what it says of them, as far as it is asked to. */
  person: AccountClaims
  /** What they, or it, answer in place of allowing the sign-in. */
  refusal: string | undefined
  /** What is done to its answers, of which a real provider gives no wrong ones. */
  fault: Fault | undefined
  /** Goes through it as a browser does, until it sends on to somewhere else; answers with the address. */
  visit(address: string): Promise<string>
  close(): Promise<void>
}

interface Fault {
  /** Put into the ID token, which is signed anew. */
  idToken?: Record<string, unknown>
  /** Signs the ID token with a key that the provider has not made known. */
  isForged?: boolean
  /** Put into what it says when it is asked once more. */
  userinfo?: Record<string, unknown>
}

/**
 * An OpenID provider on loopback with one confidential client: the secret in the Authorization header, PKCE, and a
 * sign-in and consent that are answered at once, since nobody sits there.
 *
 * @param returnAddress the only one that the client may name.
 */
export async function startOpenIdProvider(returnAddress: string): Promise<OpenIdProvider> {
  const http = createServer()
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const [known, unknown] = await Promise.all([signingKey(), signingKey()])
  const people = new Map<string, AccountClaims>()
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [returnAddress],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    clientAuthMethods: ['client_secret_basic'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'picture'], email: ['email', 'email_verified'] },
    cookies: { keys: ['of a test'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_ctx, sub) => {
      const claims = people.get(sub)
      return claims && { accountId: sub, claims: () => claims }
    },
    jwks: { keys: [{ ...(await exportJWK(known)), alg: 'RS256', use: 'sig', kid: 'one' }] },
    pkce: { required: () => true },
    ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
  })
  const provider: OpenIdProvider = {
    issuer,
    person: { sub: 'nobody' },
    refusal: undefined,
    fault: undefined,
    visit: (address) => visit(issuer, address),
    async close() {
      const closed = once(http, 'close')
      http.close()
      http.closeAllConnections()
      await closed
    },
  }
  oidc.use(async (ctx, next) => {
    await next()
    const { fault } = provider
    if (fault?.userinfo && ctx.oidc?.route === 'userinfo') Object.assign(ctx.body as object, fault.userinfo)
    const body = ctx.body as { id_token?: string } | undefined
    if (!fault || ctx.oidc?.route !== 'token' || !body?.id_token) return
    body.id_token = await new SignJWT({ ...decodeJwt(body.id_token), ...fault.idToken })
      .setProtectedHeader({ alg: 'RS256', ...decodeProtectedHeader(body.id_token) })
      .sign(fault.isForged ? unknown : known)
  })
  const answer = oidc.callback()
  http.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    people.set(provider.person.sub, provider.person)
    interact(oidc, request, response, provider).catch((error) => response.writeHead(500).end(String(error)))
  })
  return provider
}

async function signingKey(): Promise<CryptoKey> {
  return (await generateKeyPair('RS256', { extractable: true })).privateKey
}

/** Answers what the provider asks the person: who they are, then whether they allow it. */
async function interact(
  oidc: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  { person, refusal }: OpenIdProvider,
): Promise<void> {
  const { prompt, params, session } = await oidc.interactionDetails(request, response)
  if (prompt.name === 'login')
    return oidc.interactionFinished(request, response, { login: { accountId: person.sub, remember: false } })
  if (refusal) return oidc.interactionFinished(request, response, { error: refusal, error_description: 'not today' })
  const grant = new oidc.Grant({ accountId: session?.accountId ?? '', clientId: String(params.client_id) })
  grant.addOIDCScope(String(params.scope))
  return oidc.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
}

async function visit(issuer: string, address: string): Promise<string> {
  const cookies = new Map<string, string>()
  let at = address
  while (new URL(at).origin === issuer) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`The provider sends on to nowhere: ${answer.status} ${await answer.text()}`)
    at = new URL(location, at).href
  }
  return at
}

/** Puts a provider on the sign-in page under an id. */
export async function allowProvider(
  owner: TestPerson,
  { issuer }: Pick<OpenIdProvider, 'issuer'>,
  id: string,
  name: string,
): Promise<void> {
  await owner.proveAgain()
  const { settings } = await owner.call('GET /api/v1/site')
  const others = settings.signIn.providers.filter((one) => one.id !== id)
  const providers = [...others, { id, name, issuer, clientId, isOn: true }]
  await owner.call('PATCH /api/v1/site/settings', { body: { signIn: { ...settings.signIn, providers } } })
  await agree(owner, id, clientSecret)
}

/** Sets the secret that this site shares with a provider. */
export async function agree(owner: TestPerson, id: string, secret: string): Promise<void> {
  await owner.proveAgain()
  await owner.call('PUT /api/v1/site/sign-in/providers/:id/secret', { params: { id }, body: { secret } })
}
