import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** What an issuer of OpenID Connect says of who comes, and in what it may be wrong. */
export interface Said {
  email?: string;
  email_verified?: boolean | string;
  nonce?: string;
  audience?: string;
  issuer?: string;
  /** Seconds from now until the ID token ends. */
  expires?: number;
  /** Signed with a key that the issuer does not publish. */
  forged?: boolean;
  /** What is told by the userinfo endpoint instead of the ID token. */
  userinfo?: Record<string, unknown>;
  /** An error instead of tokens. */
  broken?: boolean;
}

/** An issuer on a port of its own, which signs whatever `said` holds; it checks the client, the code and the PKCE verifier. */
export async function fakeIssuer(client: { readonly id: string; readonly secret: string }) {
  const keys = await generateKeyPair('RS256');
  const forger = await generateKeyPair('RS256');
  const state: { said: Said } = { said: {} };
  const codes = new Map<string, { nonce: string; challenge: string }>();
  const app = express();
  app.use(express.urlencoded({ extended: false }));
  let url = '';
  app.get('/.well-known/openid-configuration', (_request, response) => {
    response.json({
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      userinfo_endpoint: `${url}/userinfo`,
      jwks_uri: `${url}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    });
  });
  app.get('/jwks', async (_request, response) => {
    response.json({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] });
  });
  app.get('/authorize', (request, response) => {
    const query = new URL(request.originalUrl, url).searchParams;
    const code = crypto.randomUUID();
    codes.set(code, { nonce: query.get('nonce') ?? '', challenge: query.get('code_challenge') ?? '' });
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    response.redirect(back.href);
  });
  app.post('/token', async (request, response) => {
    const { said } = state;
    const { code, code_verifier: verifier = '', client_id: id, client_secret: secret } = request.body;
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
    const known = codes.get(code);
    codes.delete(code);
    const right = known?.challenge === Buffer.from(digest).toString('base64url');
    if (said.broken || !right || id !== client.id || secret !== client.secret) {
      response.status(400).json({ error: 'invalid_grant' });
      return;
    }
    const now = Math.floor(Date.now() / 1000);
    const token = await new SignJWT({
      nonce: said.nonce ?? known.nonce,
      ...(said.email !== undefined && { email: said.email }),
      ...(said.email_verified !== undefined && { email_verified: said.email_verified }),
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(said.issuer ?? url)
      .setSubject('person')
      .setAudience(said.audience ?? client.id)
      .setIssuedAt(now)
      .setExpirationTime(now + (said.expires ?? 300))
      .sign(said.forged ? forger.privateKey : keys.privateKey);
    response.json({ access_token: 'access', token_type: 'Bearer', id_token: token });
  });
  app.get('/userinfo', (_request, response) => {
    response.json({ sub: 'person', ...state.said.userinfo });
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    says: (said: Said) => {
      state.said = said;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
