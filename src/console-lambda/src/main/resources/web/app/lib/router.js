// The hash of the URL selects the view: #/leads?status=Error. The browser never sends the hash to a server.
const changes = new EventTarget();
let guard = null;
let shown = location.hash;

/** The current route: the parts of its path, and its parameters. */
export function route() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter(Boolean).map(decode);
  return { name: parts[0] ?? 'attention', parts: parts.slice(1), query: new URLSearchParams(query) };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The URL of a view: href('leads', ['123'], {status: 'Error'}). Empty parameters are left out. */
export function href(name, parts = [], query = {}) {
  const filled = Object.entries(query).filter(([, value]) => value != null && value !== '');
  const text = new URLSearchParams(filled).toString();
  return `#/${[name, ...parts].map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

/** Opens a URL. With `replace`, the browser's history gets no new entry. */
export function go(address, { replace = false } = {}) {
  if (replace) {
    history.replaceState(null, '', address);
    announce();
  } else {
    location.hash = address.slice(1);
  }
}

export function onRoute(listener, signal) {
  changes.addEventListener('route', listener, { signal });
}

/** While a guard is set, the view can be left only if the guard returns true or a promise of true. */
export function guardLeaving(check) {
  guard = check;
}

addEventListener('beforeunload', (event) => {
  if (guard) event.preventDefault();
});

addEventListener('hashchange', async () => {
  if (guard && location.hash !== shown) {
    const wanted = location.hash;
    history.replaceState(null, '', shown);
    if (!(await guard())) return;
    guard = null;
    history.pushState(null, '', wanted);
  }
  announce();
});

function announce() {
  shown = location.hash;
  changes.dispatchEvent(new Event('route'));
}
