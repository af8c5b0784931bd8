// A field for a value of a type in the server's catalogue: an argument of a function.
import { html, nothing } from 'lit';
import { t } from '../lib/text.js';

/** An option that is selected by the state, even if code has changed it. */
export const choice = (value, words, chosen) => html`<option value=${value} .selected=${String(value) === String(chosen ?? '')}>${words}</option>`;

const wide = ['texts', 'table', 'object'];

/**
 * @param definition `{name, type or kind, required, default, description, example, options, min, max}`
 * @param value undefined if there is none
 * @param change is called with the new value; undefined if the field is empty
 */
export function typedInput(definition, value, change, id) {
  const type = definition.type ?? definition.kind;
  const field = inputs[type] ?? text;
  const describedBy = `${id}-about`;
  const label = html`${definition.name}${definition.required ? html` <span class="needed">${t('typed.required')}</span>` : nothing}`;
  const about = html`<span class="hint" id=${describedBy}>${definition.description} ${exampleWords(definition, type)}</span>`;
  return type === 'table'
    ? html`<fieldset class="field typed wide" aria-describedby=${describedBy}><legend>${label}</legend>${table(value ?? {}, change)}${about}</fieldset>`
    : html`<div class="field typed ${wide.includes(type) ? 'wide' : ''}">
        <label for=${id}>${label}</label>${field(definition, value, change, { id, describedBy })}${about}
      </div>`;
}

function exampleWords(definition, type) {
  if (definition.example == null || type === 'boolean' || type === 'choice' || type === 'table') return nothing;
  const example = Array.isArray(definition.example) ? definition.example.join(', ') : definition.example;
  return t('typed.example', { example: typeof example === 'object' ? JSON.stringify(example) : example });
}

const otherwise = (definition) =>
  definition.default == null || definition.default === '' ? t('typed.notGiven') : t('typed.usual', { value: words(definition.default) });

const words = (value) => (typeof value === 'boolean' ? t(value ? 'yes' : 'no') : String(value));

const text = (definition, value, change, { id, describedBy }) => html`<input
  id=${id}
  aria-describedby=${describedBy}
  type=${(definition.type ?? definition.kind) === 'url' ? 'url' : 'text'}
  autocomplete="off"
  spellcheck="false"
  placeholder=${typeof definition.default === 'string' ? definition.default : nothing}
  .value=${value ?? ''}
  @input=${(event) => change(event.target.value === '' ? undefined : event.target.value)}
/>`;

const inputs = {
  number: (definition, value, change, { id, describedBy }) => html`<input
    id=${id}
    aria-describedby=${describedBy}
    type="number"
    min=${definition.min ?? nothing}
    max=${definition.max ?? nothing}
    placeholder=${definition.default ?? nothing}
    .value=${value ?? ''}
    @input=${(event) => change(event.target.value === '' ? undefined : event.target.valueAsNumber)}
  />`,

  boolean: (definition, value, change, { id, describedBy }) => html`<select
    id=${id}
    aria-describedby=${describedBy}
    @change=${(event) => change({ true: true, false: false }[event.target.value])}
  >
    ${choice('', otherwise(definition), value)} ${choice('true', t('yes'), value)} ${choice('false', t('no'), value)}
  </select>`,

  choice: (definition, value, change, { id, describedBy }) => html`<select
    id=${id}
    aria-describedby=${describedBy}
    @change=${(event) => change(event.target.value || undefined)}
  >
    ${choice('', definition.required ? t('typed.choose') : otherwise(definition), value)}
    ${(definition.options ?? []).map((one) => choice(one, one, value))}
    ${value != null && !definition.options?.includes(value) ? choice(value, value, value) : nothing}
  </select>`,

  texts: (definition, value, change, { id, describedBy }) => html`<textarea
      id=${id}
      aria-describedby="${describedBy} ${id}-lines"
      rows="2"
      spellcheck="false"
      .value=${[].concat(value ?? []).join('\n')}
      @change=${(event) => change(lines(event.target.value))}
    ></textarea>
    <span class="hint" id="${id}-lines">${t('typed.onePerLine')}</span>`,

  object: (definition, value, change, { id, describedBy }) => html`<textarea
      id=${id}
      class="code"
      aria-describedby="${describedBy} ${id}-wrong"
      rows="3"
      spellcheck="false"
      .value=${value === undefined ? '' : JSON.stringify(value, null, 2)}
      @change=${(event) => readObject(event.target, change)}
    ></textarea>
    <span class="error" id="${id}-wrong" role="alert"></span>`,
};

const lines = (value) => {
  const list = value.split('\n').map((line) => line.trim()).filter(Boolean);
  return list.length ? list : undefined;
};

function readObject(field, change) {
  const wrong = field.parentElement.querySelector('.error');
  try {
    change(field.value.trim() ? JSON.parse(field.value) : undefined);
    wrong.textContent = '';
  } catch (mistake) {
    wrong.textContent = t('typed.noJson', { why: mistake.message });
  }
}

/** Rows of "from" and "to". A number or a boolean keeps its type as long as the text can be read as such. */
function table(value, change) {
  const rows = [...Object.entries(value), ['', '']];
  const set = (i, from, to) => {
    const changed = rows.map((row, n) => (n === i ? [from, to] : row)).filter(([key, kept]) => key !== '' || kept !== '');
    change(changed.length ? Object.fromEntries(changed) : undefined);
  };
  return rows.map(
    ([from, to], i) => html`<div class="row pair">
      <input aria-label=${t('typed.from', { n: i + 1 })} .value=${from} @change=${(event) => set(i, event.target.value, to)} />
      <span aria-hidden="true">→</span>
      <input aria-label=${t('typed.to', { n: i + 1 })} .value=${String(to)} @change=${(event) => set(i, from, sameType(event.target.value, to))} />
      ${i < rows.length - 1
        ? html`<button type="button" class="quiet small" aria-label=${t('typed.removeRow', { n: i + 1 })} @click=${() => set(i, '', '')}>✕</button>`
        : nothing}
    </div>`,
  );
}

function sameType(typed, before) {
  if (typeof before === 'number' && typed.trim() !== '' && Number.isFinite(Number(typed))) return Number(typed);
  return typeof before === 'boolean' && /^(true|false)$/.test(typed) ? typed === 'true' : typed;
}
