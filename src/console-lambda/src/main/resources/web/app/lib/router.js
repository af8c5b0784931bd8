// The address decides what is shown: #/leads?status=Error. What follows the # never leaves the browser.
const changes = new EventTarget();
let guard = null;
let shown = location.hash;

/** The route of now: its path in parts, and its parameters. */
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

/** The address of a view: href('leads', ['123'], {status: 'Error'}). Empty parameters are left out. */
export function href(name, parts = [], query = {}) {
  const filled = Object.entries(query).filter(([, value]) => value != null && value !== '');
  const text = new URLSearchParams(filled).toString();
  return `#/${[name, ...parts].map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

/** Goes to an address. `replace` leaves no entry in the browser's history. */
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

/** While a guard is set, the view is left only if the guard returns true (or a promise of it). */
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
