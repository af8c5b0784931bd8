// Named filters, stored in the browser. They contain only filter values and no data of leads.
const key = 'leadlog.views';

export function savedViews() {
  const kept = JSON.parse(localStorage.getItem(key) ?? '[]');
  return Array.isArray(kept) ? kept : [];
}

export function keepView(name, query) {
  const others = savedViews().filter((view) => view.name !== name);
  localStorage.setItem(key, JSON.stringify([...others, { name, query }]));
}

export function removeView(name) {
  localStorage.setItem(key, JSON.stringify(savedViews().filter((view) => view.name !== name)));
}
