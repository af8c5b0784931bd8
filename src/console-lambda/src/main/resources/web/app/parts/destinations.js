// The destinations of a page or a form: one destination, or several with names, with the settings of the API's catalogue.
import { html, nothing } from 'lit';
import { View, Loaded } from '../lib/view.js';
import { catalogue } from '../lib/store.js';
import { t } from '../lib/text.js';
import { Mistakes } from '../lib/mistakes.js';
import { option } from './pieces.js';
import { field, textField, checkField, describedBy } from './field.js';

/** The destinations of a page or a form; a single one has no name. */
export const destinationsOf = (owner) => owner?.destinations ?? (owner?.destination ? [owner.destination] : []);

/** Whether a destination only notifies people of a lead. */
export const isNotice = (types, destination) => Boolean(types.find((one) => one.type === destination.type)?.notice);

const typeLabel = (types, type) => types.find((one) => one.type === type)?.label ?? type;

/** "crm (Frappe), archive (HTTP endpoint)" */
export const destinationWords = (owner, types) =>
  destinationsOf(owner)
    .map((one) => (one.name ? `${one.name} (${typeLabel(types, one.type)})` : typeLabel(types, one.type)))
    .join(', ');

/**
 * `document` is a page or, with `ofForm`, a form. Fires `changed` with `{destination, destinations}`, of which at most one
 * is not undefined, and for a form `show-mapping`.
 */
class DestinationsEditor extends View {
  static properties = { document: {}, mistakes: {}, ofForm: { type: Boolean } };

  constructor() {
    super();
    this.mistakes = new Mistakes();
    // The text of lists and objects that cannot be read yet.
    this.typed = new Map();
    this.types = new Loaded(this, async () => (await catalogue()).destinations);
  }

  connectedCallback() {
    super.connectedCallback();
    this.types.load();
  }

  get list() {
    return destinationsOf(this.document);
  }

  emit(list) {
    const several = list.length > 1 || list.some((one) => one.name);
    const detail = several
      ? { destination: undefined, destinations: withNames(list) }
      : { destination: list[0], destinations: undefined };
    this.dispatchEvent(new CustomEvent('changed', { detail }));
  }

  change(index, changes) {
    this.emit(this.list.map((one, at) => (at === index ? filled({ ...one, ...changes }) : one)));
  }

  chooseType(index, type) {
    this.emit(this.list.map((one, at) => (at === index ? ofType(one, type) : one)));
  }

  add() {
    this.emit([...this.list, { type: this.types.value[0].type }]);
  }

  render() {
    return html`<fieldset class="destinations">
      <legend><h3>${t(this.ofForm ? 'destinations.titleOfForm' : 'destinations.title')}</h3></legend>
      ${this.ofForm ? nothing : html`<p class="hint">${t('destinations.hint')}</p>`}
      ${this.types.render((types) => this.content(types))}
    </fieldset>`;
  }

  content(types) {
    const { list } = this;
    return html`${list.length ? nothing : html`<p>${t('destinations.none')}</p>`}
      ${list.map((one, index) => this.destination(one, index, types))}
      <button type="button" @click=${() => this.add()}>${t(list.length ? 'destinations.addAnother' : 'destinations.add')}</button>`;
  }

  path(index) {
    return this.document.destinations ? `destinations[${index}]` : 'destination';
  }

  destination(one, index, types) {
    const known = types.find((type) => type.type === one.type);
    const id = `destination-${index}`;
    const several = Boolean(this.document.destinations);
    const about = { label: t('destinations.type'), hint: known?.description, problems: this.mistakes.at(`${this.path(index)}.type`) };
    return html`<div class="boxed" role="group" aria-label=${t('destinations.one', { number: index + 1 })}>
      <div class="form-grid">
        ${field(
          `${id}-type`,
          about,
          html`<select id="${id}-type" aria-describedby=${describedBy(`${id}-type`, about)} .value=${one.type ?? ''} @change=${(event) => this.chooseType(index, event.target.value)}>
            ${types.map((type) => option(type.type, type.label, one.type))} ${known ? nothing : option(one.type ?? '', one.type ?? t('none'), one.type)}
          </select>`,
        )}
        ${several
          ? textField(`${id}-name`, { label: t('destinations.name'), problems: this.mistakes.at(`${this.path(index)}.name`) }, one.name, (value) => this.change(index, { name: value }))
          : nothing}
        ${(known?.settings ?? []).map((setting) => this.setting(one, index, setting))}
      </div>
      ${this.mapping(one, index, several && !isNotice(types, one))}
      <button type="button" class="small" @click=${() => this.emit(this.list.filter((_, at) => at !== index))}>${t('destinations.remove')}</button>
    </div>`;
  }

  /** A form's editor shows the mapping of a destination; fires `show-mapping` with its position. */
  mapping(one, index, isChoosable) {
    if (!this.ofForm) return one.mapping ? html`<p class="hint">${t('destinations.ownMapping', { count: one.mapping.length })}</p>` : nothing;
    if (!isChoosable && !one.mapping) return nothing;
    return html`<p class="row">
      <span class="hint">${t(one.mapping ? 'destinations.hasOwn' : 'destinations.shares')}</span>
      <button type="button" class="small" @click=${() => this.dispatchEvent(new CustomEvent('show-mapping', { detail: index }))}>${t('destinations.showMapping', { name: one.name })}</button>
    </p>`;
  }

  setting(one, index, setting) {
    const id = `destination-${index}-${setting.name}`;
    const value = one[setting.name];
    const set = (next) => this.change(index, { [setting.name]: next });
    const secret = setting.kind === 'secret' ? ` ${t('destinations.secret')}` : '';
    const about = {
      label: `${words(setting.name)}${setting.required ? ` (${t('destinations.required')})` : ''}`,
      hint: `${setting.description ?? ''}${secret}`,
      problems: this.mistakes.at(`${this.path(index)}.${setting.name}`),
    };
    switch (setting.kind) {
      case 'boolean':
        return checkField(id, about, value, set);
      case 'choice':
        return field(id, about, html`<select id=${id} aria-describedby=${describedBy(id, about)} .value=${value ?? ''} @change=${(event) => set(event.target.value)}>
          ${option('', t('none'), value)} ${(setting.options ?? []).map((choice) => option(choice, choice, value))}
        </select>`);
      case 'texts':
        return this.area(id, about, value, set, lines, (list) => (Array.isArray(list) ? list.join('\n') : (list ?? '')));
      case 'object':
        return this.area(id, about, value, set, object, (json) => (json === undefined ? '' : JSON.stringify(json, null, 2)));
      case 'number':
        return textField(id, about, value, (typed) => set(typed === '' ? undefined : Number(typed)), { type: 'number' });
      default:
        return textField(id, about, shown(value), set, { placeholder: setting.example });
    }
  }

  /** A field of several lines that are parsed. Text that cannot be parsed is kept, with an error. */
  area(id, about, value, set, read, write) {
    const typed = this.typed.get(id);
    const problems = typed === undefined ? about.problems : [t('destinations.notJson')];
    const change = (event) => {
      const text = event.target.value;
      try {
        const next = read(text);
        this.typed.delete(id);
        event.target.setCustomValidity('');
        set(next);
      } catch {
        this.typed.set(id, text);
        event.target.setCustomValidity(t('destinations.notJson'));
        this.requestUpdate();
      }
    };
    const described = describedBy(id, { ...about, problems });
    return field(id, { ...about, problems }, html`<textarea id=${id} class="code" rows="3" spellcheck="false" .value=${typed ?? write(value)} aria-invalid=${problems.length ? 'true' : nothing} aria-describedby=${described} @change=${change}></textarea>`);
  }
}

/** "idProperty" as "Id property" */
const words = (name) => {
  const spaced = name.replace(/([a-z])([A-Z])/g, (_, before, after) => `${before} ${after.toLowerCase()}`);
  return spaced === 'url' ? 'URL' : spaced[0].toUpperCase() + spaced.slice(1);
};

const shown = (value) => (value === undefined || typeof value === 'string' ? value : JSON.stringify(value));

const lines = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);

function object(text) {
  if (!text.trim()) return undefined;
  const value = JSON.parse(text);
  if (!value || typeof value !== 'object') throw new Error();
  return value;
}

/** The destination with another type: settings belong to a type, name and mapping are kept. A name that equals the type changes too. */
const ofType = ({ name, type: before, mapping }, type) => ({ ...(name === undefined ? {} : { name: name === before ? type : name }), type, ...(mapping ? { mapping } : {}) });

/** Leaves out empty settings. */
const filled = (destination) =>
  Object.fromEntries(Object.entries(destination).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && !value.length)));

/** Names destinations without a name by their type, with a number if the name is taken. */
function withNames(list) {
  const taken = new Set(list.map((one) => one.name).filter(Boolean));
  return list.map((one) => {
    if (one.name) return one;
    let name = one.type;
    for (let number = 2; taken.has(name); number++) name = `${one.type} ${number}`;
    taken.add(name);
    return { name, ...one };
  });
}
customElements.define('destinations-editor', DestinationsEditor);
