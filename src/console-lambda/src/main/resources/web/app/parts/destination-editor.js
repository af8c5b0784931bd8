// Where leads go: one destination or several with names, each with a type of the catalogue and its settings.
import { html, nothing } from 'lit';
import { t } from '../lib/text.js';
import { typedInput, choice } from './typed-input.js';

/** The destinations of a page or a form; a single one has no name. */
export const destinationsOf = (owner) => owner?.destinations ?? (owner?.destination ? [owner.destination] : []);

export const typeLabel = (types, type) => types.find((one) => one.type === type)?.label ?? type;

/** "crm (Frappe), archive (HTTP endpoint)" */
export const destinationWords = (owner, types) =>
  destinationsOf(owner)
    .map((one) => (one.name ? `${one.name} (${typeLabel(types, one.type)})` : typeLabel(types, one.type)))
    .join(', ');

/** One is saved as `destination`, unless it has a name by which its deliveries are known already; several as `destinations`. */
function written(list) {
  if (!list.length) return { destination: undefined, destinations: undefined };
  if (list.length === 1 && !list[0].name) return { destination: list[0], destinations: undefined };
  return { destination: undefined, destinations: list.map((one, i) => ({ ...one, name: one.name ?? freeName(list, one.type, i) })) };
}

function freeName(list, type, i) {
  const taken = list.filter((one, n) => n !== i).map((one) => one.name);
  return taken.includes(type) ? `${type} ${i + 1}` : type;
}

/** @param change is called with `{destination, destinations}`, of which at most one is there */
export function destinationEditor(owner, types, change) {
  const list = destinationsOf(owner);
  const replace = (i, ...instead) => {
    const changed = [...list];
    changed.splice(i, 1, ...instead);
    change(written(changed));
  };
  return html`${list.map((one, i) => destination(one, i, list.length, types, replace))}
    <button type="button" class="small" @click=${() => change(written([...list, { type: types[0].type }]))}>${t(list.length ? 'destination.another' : 'destination.add')}</button>`;
}

function destination(one, i, count, types, replace) {
  const id = `destination-${i}`;
  const definition = types.find((type) => type.type === one.type);
  const set = (name, value) => {
    const { [name]: before, ...rest } = one;
    replace(i, value === undefined ? rest : { ...one, [name]: value });
  };
  return html`<fieldset class="destination">
    <legend>${t('destination.one', { n: i + 1, name: one.name ?? typeLabel(types, one.type) })}</legend>
    <div class="row spread">
      <label class="field">
        <span>${t('destination.type')}</span>
        <select @change=${(event) => replace(i, otherType(one, event.target.value))}>
          ${definition ? nothing : choice(one.type, one.type, one.type)} ${types.map((type) => choice(type.type, type.label, one.type))}
        </select>
      </label>
      ${one.name === undefined
        ? nothing
        : html`<label class="field">
            <span>${t('destination.name')}</span>
            <input maxlength="60" autocomplete="off" .value=${one.name} @input=${(event) => set('name', event.target.value)} />
          </label>`}
      <button type="button" class="small" aria-label=${t('destination.removeOne', { n: i + 1 })} @click=${() => replace(i)}>${t('destination.remove')}</button>
    </div>
    ${definition ? html`<p class="hint">${definition.description}</p>` : nothing}
    ${definition?.settings.length
      ? html`<div class="arguments">${definition.settings.map((setting) => typedInput(setting, one[setting.name], (value) => set(setting.name, value), `${id}-${setting.name}`))}</div>`
      : nothing}
    ${one.mapping ? html`<p class="hint">${t('destination.ownMapping', { count: one.mapping.length })}</p>` : nothing}
  </fieldset>`;
}

/** Settings belong to a type; name and mapping stay. A name that is only the type's follows it. */
const otherType = ({ name, type: before, mapping }, type) => ({ ...(name === undefined ? {} : { name: name === before ? type : name }), type, ...(mapping ? { mapping } : {}) });
