// The only place that calls the API.
import { session } from './session.js';
import { t } from './text.js';

const timeoutMillis = 40_000;

/** An error response of the API, or a call without a response (status 0). */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || t('api.failed', { status }));
    this.status = status;
    this.title = problem.title ?? t('api.failed', { status });
    this.problem = problem;
  }
}

let askToSignIn = () => Promise.reject(new ApiError(401, { detail: t('session.ended') }));

/** Sets the handler for an ended session. Its promise resolves after the person has signed in again. */
export function whenSessionEnds(handler) {
  askToSignIn = handler;
}

function address(path, query) {
  const filled = Object.entries(query ?? {}).filter(([, value]) => value != null && value !== '');
  const text = new URLSearchParams(filled).toString();
  return `/api${path}${text ? `?${text}` : ''}`;
}

async function send(method, path, { query, body, headers, signal, type }) {
  const token = await session.token();
  const request = { method, headers: { ...headers }, signal: AbortSignal.any([AbortSignal.timeout(timeoutMillis), ...(signal ? [signal] : [])]) };
  if (token) request.headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) {
    request.headers['Content-Type'] = type ?? 'application/json';
    request.body = type ? body : JSON.stringify(body);
  }
  try {
    return await fetch(address(path, query), request);
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new ApiError(0, { title: t('api.unreachableTitle'), detail: t(failure.name === 'TimeoutError' ? 'api.slow' : 'api.unreachable') });
  }
}

async function problemOf(response) {
  const problem = await response.json().catch(() => ({}));
  const detail = problem.detail ?? problem.message;
  if (response.status === 403) return { ...problem, title: t('api.forbiddenTitle'), detail: t('api.forbidden') };
  if (response.status >= 500 && !problem.detail) return { ...problem, title: t('api.brokenTitle'), detail: t('api.broken') };
  return { ...problem, detail };
}

/** Makes one call and returns the response. If the session has ended, it is renewed or the person signs in, and the call is repeated. */
export async function fetchApi(method, path, options = {}) {
  for (let tries = 0; ; tries++) {
    const response = await send(method, path, options);
    if (response.status === 401 && tries < 2) {
      if (tries > 0 || !(await session.renew())) await askToSignIn();
      continue;
    }
    if (!response.ok) throw new ApiError(response.status, await problemOf(response));
    return response;
  }
}

/** Makes one call and returns its JSON, or null if the body is empty. */
export async function api(method, path, options = {}) {
  const response = await fetchApi(method, path, options);
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

export const get = (path, query, signal) => api('GET', path, { query, signal });
export const post = (path, body, options = {}) => api('POST', path, { body, ...options });
export const put = (path, body, options = {}) => api('PUT', path, { body, ...options });
export const del = (path) => api('DELETE', path);

/** Makes one call to the simulated Meta of local mode. `body` is sent as JSON; returns the response. */
export const simulatedMeta = (path, body) => fetch(`/simulated-meta${path}`, { method: 'POST', body: JSON.stringify(body) });
