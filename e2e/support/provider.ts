// A real OpenID Connect provider on another site, with people who sign in by their name and any password.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
// @ts-expect-error The package has no types.
import Provider from 'oidc-provider';

/** A person of the provider. */
export type Account = { email: string; verified: boolean };

/** What Cosell is called there, and its secret. */
export const client = { id: 'cosell', secret: 'known-to-this-test-only' };

/** A running provider. */
export class IdentityProvider {
  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  /** Starts one that leads people back to a portal. */
  static async start(portal: string, accounts: Record<string, Account>): Promise<IdentityProvider> {
    const server = createServer();
    await new Promise<void>((listens) => server.listen(0, 'localhost', listens));
    const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
    const provider = new Provider(issuer, {
      clients: [
        { client_id: client.id, client_secret: client.secret, redirect_uris: [`${portal}/api/v1/session/oidc/callback`] },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      pkce: { required: () => true },
      cookies: { keys: ['of this test'] },
      findAccount: (_: unknown, id: string) => {
        const account = accounts[id];
        return { accountId: id, claims: () => ({ sub: id, name: id, email: account?.email, email_verified: account?.verified }) };
      },
    });
    server.on('request', provider.callback());
    return new IdentityProvider(issuer, server);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
