// The session of the signed-in person: authorization code flow with PKCE (RFC 7636). Tokens are only in memory, so a reload
// needs a new sign-in; the login page does this without a prompt while its own session is valid.
import { t } from './text.js';

const pendingSignInKey = 'leadlog.sign-in';
const channelName = 'leadlog.session';
const changes = new EventTarget();
let config = { login: null };
let endpoints = null;
let tokens = null;
let renewal = null;

const consoleUrl = () => `${location.origin}/console`;

const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');

const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

async function json(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error_description ?? body.error ?? t('session.refused', { status: response.status }));
  return body;
}

async function findEndpoints({ loginUrl, issuer }) {
  if (loginUrl) {
    return {
      authorization_endpoint: `${loginUrl}/oauth2/authorize`,
      token_endpoint: `${loginUrl}/oauth2/token`,
      logout: `${loginUrl}/logout`,
    };
  }
  const found = await json(await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`));
  return { ...found, logout: null };
}

async function requestTokens(fields) {
  const body = new URLSearchParams({ client_id: config.login.clientId, ...fields });
  const answer = await json(await fetch(endpoints.token_endpoint, { method: 'POST', body }));
  tokens = {
    access: answer.access_token,
    refresh: answer.refresh_token ?? tokens?.refresh ?? null,
    scopes: answer.scope ?? config.login.scopes,
    expires: Date.now() + (answer.expires_in ?? 300) * 1000,
  };
  changes.dispatchEvent(new Event('change'));
  return true;
}

/** Completes the sign-in if the URL contains a response of the login page. */
async function finishSignIn() {
  const query = new URLSearchParams(location.search);
  if (!query.has('code') && !query.has('error')) return false;
  const begun = JSON.parse(sessionStorage.getItem(pendingSignInKey) ?? 'null');
  sessionStorage.removeItem(pendingSignInKey);
  const [state, route = ''] = (query.get('state') ?? '').split('.');
  history.replaceState(null, '', `${consoleUrl()}#${decodeURIComponent(route)}`);
  if (query.has('error')) throw new Error(query.get('error_description') ?? query.get('error'));
  if (!begun || begun.state !== state) throw new Error(t('session.stale'));
  await requestTokens({
    grant_type: 'authorization_code',
    code: query.get('code'),
    redirect_uri: consoleUrl(),
    code_verifier: begun.verifier,
  });
  if (begun.popup) {
    new BroadcastChannel(channelName).postMessage(tokens);
    window.close();
    return false;
  }
  return true;
}

async function signInAddress(popup) {
  const verifier = random();
  const state = random();
  sessionStorage.setItem(pendingSignInKey, JSON.stringify({ verifier, state, popup }));
  const challenge = base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: config.login.clientId,
    redirect_uri: consoleUrl(),
    scope: config.login.scopes,
    state: `${state}.${popup ? '' : encodeURIComponent(location.hash.slice(1))}`,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  return `${endpoints.authorization_endpoint}?${query}`;
}

async function refresh() {
  if (!tokens?.refresh) return false;
  try {
    return await requestTokens({ grant_type: 'refresh_token', refresh_token: tokens.refresh });
  } catch {
    return false;
  }
}

export const session = {
  /** Resolves to true when the console can start, and to false while the browser opens the login page. */
  async start() {
    config = await json(await fetch('/console/config.json', { cache: 'no-store' }));
    if (!config.login) return true;
    endpoints = await findEndpoints(config.login);
    if (new URLSearchParams(location.search).has('popup')) {
      location.replace(await signInAddress(true));
      return false;
    }
    if (await finishSignIn()) return true;
    if (document.visibilityState === 'hidden' || tokens) return false;
    location.replace(await signInAddress(false));
    return false;
  },

  get signsIn() {
    return config.login != null;
  },

  async signIn() {
    if (endpoints) location.replace(await signInAddress(false));
    else location.reload();
  },

  async signOut() {
    tokens = null;
    if (!endpoints?.logout) return location.replace(consoleUrl());
    const query = new URLSearchParams({ client_id: config.login.clientId, logout_uri: consoleUrl() });
    return location.replace(`${endpoints.logout}?${query}`);
  },

  /** Whether the person has a scope: read, operate, configure or erase. Without a login everything is allowed. */
  may(scope) {
    if (!config.login) return true;
    return (tokens?.scopes ?? '').split(' ').some((granted) => granted === scope || granted.endsWith(`/${scope}`));
  },

  /** The access token, renewed shortly before it expires; null without a login. */
  async token() {
    if (!config.login) return null;
    if (tokens && tokens.expires - Date.now() < 60_000) await this.renew();
    return tokens?.access ?? null;
  },

  /** Requests a new token; concurrent calls share one request. Resolves to false if the person has to sign in again. */
  renew() {
    renewal ??= refresh().finally(() => (renewal = null));
    return renewal;
  },

  /** Opens the login page in a second window, so that the input in this one is kept. Resolves after the sign-in. */
  signInInSecondWindow() {
    const channel = new BroadcastChannel(channelName);
    open(`${consoleUrl()}?popup`, 'leadlog-sign-in', 'width=480,height=720');
    return new Promise((resolve) => {
      channel.onmessage = ({ data }) => {
        tokens = data;
        channel.close();
        changes.dispatchEvent(new Event('change'));
        resolve();
      };
    });
  },

  onChange(listener, signal) {
    changes.addEventListener('change', listener, { signal });
  },
};
