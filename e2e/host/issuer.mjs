// Signs the tokens of a host: ES256 with a key that lives as long as the process.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';

const encoded = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export class Issuer {
  #pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  /** Who signs: the address of the host. */
  origin = '';

  /** The public key as the portal fetches it. */
  keys() {
    return { keys: [{ ...this.#pair.publicKey.export({ format: 'jwk' }), kid: this.#kid(), alg: 'ES256', use: 'sig' }] };
  }

  #kid() {
    const { x, y } = this.#pair.publicKey.export({ format: 'jwk' });
    return createHash('sha256').update(`${x}.${y}`).digest('base64url').slice(0, 16);
  }

  /** A token for a person; `life` in seconds, `org` one name or several with commas between. */
  token({ email, name = email, org, role = 'owner', life = 300, audience, more = {} }) {
    const now = Math.floor(Date.now() / 1000);
    const orgs = String(org ?? '').split(',');
    const claims = {
      iss: this.origin,
      aud: audience,
      sub: `person:${email}`,
      name,
      email,
      org: orgs.length > 1 ? orgs : orgs[0],
      role,
      iat: now,
      nbf: now,
      exp: now + life,
      ...more,
    };
    const signed = `${encoded({ alg: 'ES256', typ: 'cosell+jwt', kid: this.#kid() })}.${encoded(claims)}`;
    const signature = sign('sha256', Buffer.from(signed), { key: this.#pair.privateKey, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  }
}
